import type { Run } from "@descent/reports";
import { sampleRecord, sampleRun } from "@descent/reports/testing";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { judgeEpochs } from "./judge_epochs.ts";

const [row] = sampleRun().metrics;

/** A trial with an accuracy at each epoch, counted from 1. */
function course(seed: number, ...accuracies: number[]): Run {
  const metrics = accuracies.map((accuracy, index) => ({
    ...row,
    epoch: index + 1,
    scores: { "validation/accuracy": accuracy + seed * 1e-4 },
  }));
  const dataset = { ...sampleRecord().dataset!, validation: 5000 };
  return { ...sampleRun({ seed, dataset }), metrics };
}

Deno.test("judgeEpochs confirms epochs after which there is no more to gain, and says how many are enough", () => {
  // The third epoch of the second trial falls, but the solver keeps what it had.
  const runs = [
    course(1, 0.9, 0.95, 0.95, 0.951),
    course(2, 0.9, 0.95, 0.3, 0.9509),
    course(3, 0.9, 0.95, 0.951, 0.95),
  ];
  const { verdict, comparison, last, enough } = judgeEpochs(runs, 3);
  assertEquals([verdict, last, enough], ["confirmed", 4, 2]);
  assertAlmostEquals(comparison!.difference, 0.0019 / 3, 1e-12);
});

Deno.test("judgeEpochs refutes epochs after which every trial gained much", () => {
  const runs = [1, 2, 3].map((seed) => course(seed, 0.9, 0.92, 0.94 + 1e-4 * seed));
  const { verdict, last, enough } = judgeEpochs(runs, 2);
  assertEquals([verdict, last, enough], ["refuted", 3, 3]);
});

Deno.test("judgeEpochs compares within trials: what some start with and others do not is no noise", () => {
  const runs = [0, 100, 200].map((seed) => course(seed, 0.9, 0.95, 0.951 + 1e-6 * seed));
  assertEquals(judgeEpochs(runs, 2).verdict, "confirmed");
});

Deno.test("judgeEpochs says nothing of one trial, of trials that did not go on, or of none", () => {
  assertEquals(judgeEpochs([course(1, 0.9, 0.95)], 1).verdict, "open");
  assertEquals(judgeEpochs([course(1, 0.9, 0.95), course(2, 0.9, 0.95)], 2).verdict, "open");
  const { verdict, comparison, last, enough } = judgeEpochs([], 10);
  assertEquals([verdict, comparison, last, enough], ["open", null, 10, null]);
});

Deno.test("judgeEpochs says nothing where a trial diverged", () => {
  const diverged = sampleRun({ seed: 3, status: "diverged", divergedAtStep: 3 });
  const runs = [1, 2, 4].map((seed) => course(seed, 0.9, 0.95 + 1e-4 * seed));
  assertEquals(judgeEpochs(runs, 1).verdict, "refuted");
  assertEquals(judgeEpochs([...runs, diverged], 1).verdict, "open");
});
