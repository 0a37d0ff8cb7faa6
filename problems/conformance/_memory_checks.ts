import { heapGrowth } from "@descent/core";
import type { BuiltProblem } from "../contract/problem_plugin.ts";
import { build, type ProblemCheck } from "./_subject.ts";

/**
 * Bytes that a step may take of the heap, and for each parameter: numbers in code that is not yet optimized are boxed.
 * Growth that matters is far more, such as the arrays of a minibatch.
 */
const BYTES_A_STEP = 4096, BYTES_A_PARAMETER = 1024;
/** Bytes that looking at the heap takes. */
const BYTES_A_LOOK = 2048;
const MOST_STEPS = 50;
/** How long a sample takes at most, and how long code may take to be compiled, in milliseconds. */
const SAMPLE_TIME = 50, SETTLING_TIME = 3000;

/** Checks that the training loop allocates nothing, and that a problem frees what it took. */
export const memoryChecks: readonly ProblemCheck[] = [
  {
    name: "allocates nothing in the training loop",
    run: (subject) => {
      using built = build(subject);
      let step = 0;
      const run = (steps: number) => {
        for (let i = 0; i < steps; i++) {
          built.nextBatch(++step);
          built.gradients();
        }
      };
      // All sizes of a minibatch have been seen, and slow problems take fewer steps.
      run(Math.min(MOST_STEPS, built.stepsPerEpoch));
      const steps = stepsWithin(SAMPLE_TIME, run);
      const tensors = subject.engine.bytesInUse;
      const bound = BYTES_A_LOOK +
        steps * (BYTES_A_STEP + BYTES_A_PARAMETER * built.parameters.length);
      const bytes = heapGrowth(() => run(steps), { bound, patience: SETTLING_TIME });
      if (subject.engine.bytesInUse > tensors) {
        return `expected steps to make no tensors, got ${
          subject.engine.bytesInUse - tensors
        } bytes of them; make them in create`;
      }
      return bytes <= bound
        ? undefined
        : `expected steps to allocate nothing, got ${
          Math.round(bytes / steps)
        } bytes a step; make arrays and views of tensors in create`;
    },
  },
  {
    name: "frees its memory",
    run: (subject) => {
      const use = () => {
        using built: BuiltProblem = build(subject);
        built.nextBatch(1);
        built.gradients();
        built.evaluate("validation", 1);
      };
      use();
      const before = subject.engine.bytesInUse;
      use();
      const more = subject.engine.bytesInUse - before;
      return more <= 0
        ? undefined
        : `expected a disposed problem to leave no tensors, got ${more} bytes of them; dispose its arenas and networks`;
    },
  },
];

/** How many steps fit into a time, from 1 to {@linkcode MOST_STEPS}. */
function stepsWithin(time: number, run: (steps: number) => void): number {
  const begin = performance.now();
  let steps = 0;
  do run(1); while (++steps < MOST_STEPS && performance.now() - begin < time);
  return steps;
}
