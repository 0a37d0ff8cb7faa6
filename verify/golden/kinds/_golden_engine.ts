import { createEngine, type Engine } from "@descent/core";

let engine: Engine | undefined;

/** One engine for all cases: compiling its kernels takes longer than most of them. It has no threads to end. */
export function goldenEngine(): Engine {
  return engine ??= createEngine();
}
