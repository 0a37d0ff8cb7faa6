/**
 * Tensors as safetensors files, without networks.
 *
 * @module
 */
export * from "./decode_safetensors.ts";
export * from "./encode_safetensors.ts";
export * from "./open_safetensors.ts";
export * from "./safetensors.ts";
export type { TensorValues } from "../model.ts";
