import { createEngine } from "@descent/core";

/**
 * Whether a test may have its products computed by a native library; says why it is skipped when not.
 *
 * @category Testing
 */
export function hasBlas(): boolean {
  try {
    createEngine({ native: "openblas" })[Symbol.dispose]();
    return true;
  } catch {
    console.log("Native products: skipped, need --allow-ffi and OpenBLAS or Accelerate");
    return false;
  }
}
