/**
 * Trained networks as files and as plain data: saving, loading, running.
 *
 * @module
 */
export * from "./layouts.ts";
export * from "./load_network.ts";
export * from "./model.ts";
export * from "./model_of.ts";
export * from "./onnx/decode_onnx.ts";
export * from "./onnx/encode_onnx.ts";
export * from "./onnx/export_network.ts";
export * from "./onnx/import_network.ts";
export * from "./prediction/measure_predictions.ts";
export * from "./prediction/predict_inputs.ts";
export * from "./prediction/read_inputs.ts";
export * from "./predictor.ts";
export * from "./restore_network.ts";
export * from "./save_network.ts";
export * from "./safetensors/mod.ts";
export type { Rename } from "./_match_tensors.ts";
