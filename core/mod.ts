/**
 * Tensors on kernel memory, kernels, random numbers and gradient checking.
 *
 * @module
 */
export * from "./arena.ts";
export * from "./dtype.ts";
export * from "./engine.ts";
export * from "./gradient_check.ts";
export * from "./matmul.ts";
export * from "./parameter.ts";
export * from "./philox.ts";
export * from "./random_stream.ts";
export * from "./shape.ts";
export * from "./tensor.ts";
