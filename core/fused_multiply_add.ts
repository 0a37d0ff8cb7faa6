/** `(a, c) => a·a + c` by the relaxed multiply-add that matrix products use. */
// deno-fmt-ignore
const MODULE = new Uint8Array([
  0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00,
  0x01, 0x07, 0x01, 0x60, 0x02, 0x7d, 0x7d, 0x01, 0x7d, // (f32, f32) -> f32
  0x03, 0x02, 0x01, 0x00,
  0x07, 0x05, 0x01, 0x01, 0x66, 0x00, 0x00, // export "f"
  0x0a, 0x16, 0x01, 0x14, 0x00,
  0x20, 0x00, 0xfd, 0x13, 0x20, 0x00, 0xfd, 0x13, 0x20, 0x01, 0xfd, 0x13, // splat a, a, c
  0xfd, 0x85, 0x02, // f32x4.relaxed_madd
  0xfd, 0x1f, 0x00, 0x0b, // lane 0
]);

let fuses: boolean | undefined;

/**
 * Whether this machine's relaxed products round once in `a·b + c`, as processors with a fused multiply-add do, or after
 * the product too, as strict ones do everywhere. Results differ in the last bits between the two kinds of machine, and
 * only there.
 *
 * @category Kernels
 * @returns The outcome of one multiply-add that tells them apart.
 *
 * @example
 * ```ts
 * import { fusedMultiplyAdd } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(fusedMultiplyAdd(), fusedMultiplyAdd());
 * ```
 */
export function fusedMultiplyAdd(): boolean {
  if (fuses === undefined) {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(MODULE));
    const multiplyAdd = exports.f as (a: number, c: number) => number;
    // The square is 1 + 2⁻¹¹ + 2⁻²⁴, of which f32 cannot hold the last term.
    fuses = multiplyAdd(1 + 2 ** -12, -1 - 2 ** -11) !== 0;
  }
  return fuses;
}
