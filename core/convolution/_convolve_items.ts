import type { DType } from "../types/dtype.ts";
import type { Engine } from "../memory/engine.ts";

/**
 * Runs one of the kernels that convolve over `items` work items, in `parts` shares, each on its own thread with
 * its own scratch memory. The other arguments are the kernels'.
 */
export function convolveItems(
  engine: Engine,
  dtype: DType,
  name: "convolve" | "convolveNatively" | "convolveNarrow" | "convolveWinograd",
  items: number,
  parts: number,
  plan: number,
  source: number,
  gate: number,
  weights: number,
  bias: number,
  relu: number,
  target: number,
  scratch: readonly number[],
): void {
  const { threads, kernels, kernelIds } = engine;
  const share = Math.ceil(items / parts);
  for (let part = 1; part * share < items; part++) {
    const from = part * share, to = Math.min(from + share, items);
    // deno-fmt-ignore
    threads.start(
      part, kernelIds[dtype][name],
      plan, from, to, source, gate, weights, bias, relu, target, scratch[part],
    );
  }
  const to = Math.min(share, items);
  kernels[dtype][name](plan, 0, to, source, gate, weights, bias, relu, target, scratch[0]);
  if (parts > 1) threads.join();
}
