import type { Engine } from "../memory/engine.ts";

/** Multiplications below which a call takes less time than telling another thread of it. */
const worthSplitting = 250_000;

/** On how many threads so many multiplications are done. */
export function partsFor({ threads }: Engine, multiplications: number): number {
  return multiplications < worthSplitting ? 1 : threads.available;
}
