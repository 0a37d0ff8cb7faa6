import type { TensorValues } from "../model.ts";
import type { SafetensorsEntry } from "./safetensors.ts";

/**
 * The numbers of a tensor from its bytes, which it takes over where their type is. Wider numbers hold the narrower ones
 * exactly. The machines that Deno runs on are little-endian.
 */
export function numbersOf(
  { dtype, shape }: SafetensorsEntry,
  { buffer }: Uint8Array<ArrayBuffer>,
): TensorValues {
  if (dtype === "F64") return { shape, data: new Float64Array(buffer) };
  if (dtype === "F32") return { shape, data: new Float32Array(buffer) };
  if (dtype === "F16") return { shape, data: new Float32Array(new Float16Array(buffer)) };
  const halves = new Uint16Array(buffer), bits = new Uint32Array(halves.length);
  for (let i = 0; i < halves.length; i++) bits[i] = halves[i] << 16;
  return { shape, data: new Float32Array(bits.buffer) };
}
