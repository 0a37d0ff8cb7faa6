import type { DType } from "../types/dtype.ts";
import type { Engine } from "./engine.ts";
import type { DTypeKernels } from "../kernels/kernels_generated.ts";

/** Elements that a kernel touches in less time than it takes to tell another thread of it. */
const worthSplitting = 50_000;

/**
 * Runs a kernel of the form `kernel(from, to, ...rest)` on all its items, over all threads when that pays.
 *
 * @param elements How many elements it touches in all.
 */
export function splitItems(
  engine: Engine,
  dtype: DType,
  name: keyof DTypeKernels,
  items: number,
  elements: number,
  ...rest: readonly number[]
): void {
  const { threads, kernels, kernelIds } = engine;
  const kernel = kernels[dtype][name] as (...values: readonly number[]) => unknown;
  const parts = elements < worthSplitting ? 1 : threads.available;
  const share = Math.ceil(items / parts);
  for (let part = 1; part * share < items; part++) {
    const from = part * share;
    threads.start(part, kernelIds[dtype][name], from, Math.min(from + share, items), ...rest);
  }
  kernel(0, Math.min(share, items), ...rest);
  if (parts > 1) threads.join();
}
