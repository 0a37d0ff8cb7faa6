/**
 * The floating-point types that kernels compute in; one kernel source serves both.
 *
 * @category Tensors
 */
export type DType = "f32" | "f64";

/**
 * Every element type that kernel memory can hold: floats, class indices (`i32`) and image bytes (`u8`).
 *
 * @category Tensors
 */
export type ElementType = DType | "i32" | "u8";

/**
 * The typed array through which each element type is read and written.
 *
 * @category Tensors
 */
export interface ElementArrays {
  /** 32-bit floats: training. */
  f32: Float32Array;
  /** 64-bit floats: gradient checks and known answers. */
  f64: Float64Array;
  /** 32-bit integers: class indices. */
  i32: Int32Array;
  /** Bytes: images as they lie on disk. */
  u8: Uint8Array;
}

/**
 * Bytes that one element takes.
 *
 * @category Tensors
 */
export const bytesPerElement: Readonly<Record<ElementType, number>> = {
  f32: 4,
  f64: 8,
  i32: 4,
  u8: 1,
};
