import { assertEquals } from "@std/assert";
import { fakeLaboratory } from "../testing/mod.ts";
import { sampleTrial } from "../testing/sample_trial.ts";
import type { Trial } from "../trials/trial.ts";
import { searchThenJudge } from "./search_then_judge.ts";

/** The trials of a search for the rate of an optimizer. */
function searchOf(name: string, ...rates: number[]): Trial[] {
  const optimizer = { name, title: name };
  return rates.map((learningRate) => sampleTrial({ optimizer, hyperparameters: { learningRate } }));
}

/** A laboratory in which the accuracy falls with the distance from the best rate, in decades. */
function laboratoryWithBest(best: number) {
  return fakeLaboratory(({ hyperparameters: { learningRate } }) =>
    0.9 - 0.1 * Math.abs(Math.log10(learningRate / best))
  );
}

const asked = (trials: readonly Trial[]) =>
  trials.map(({ hyperparameters, seed }) => [hyperparameters.learningRate, seed]);

Deno.test("searchThenJudge tries rates beside the best, the two best again, and judges the winner", async () => {
  const laboratory = laboratoryWithBest(0.011);
  const runs = await searchThenJudge(laboratory, [searchOf("sgd", 0.001, 0.01, 0.1)], [11, 12]);
  const [first, between, again, finals] = laboratory.calls.map(({ trials }) => asked(trials));
  assertEquals(first, [[0.001, 0], [0.01, 0], [0.1, 0]]);
  assertEquals(between, [[0.00316, 0], [0.0316, 0]]);
  assertEquals(again, [[0.01, 101], [0.01, 102], [0.0316, 101], [0.0316, 102]]);
  assertEquals(finals, [[0.01, 11], [0.01, 12]]);
  assertEquals(laboratory.calls.map(({ furtherTrials }) => furtherTrials), [8, 6, 2, 0]);
  const [{ phase, testing, selection }] = laboratory.calls[3].trials;
  assertEquals([phase, testing], ["final", true]);
  assertEquals([selection!.metric, selection!.candidates], ["validation/loss", 5]);
  const phases = runs.map(({ record }) => record.phase);
  assertEquals(phases, [...new Array(9).fill("search"), "final", "final"]);
});

Deno.test("searchThenJudge moves on while the best rate is at an edge, at most three times", async () => {
  const near = laboratoryWithBest(2);
  await searchThenJudge(near, [searchOf("sgd", 0.001, 0.01, 0.1)], [1]);
  // Beyond 0.1 comes 1, and beyond it 10 and 100, which are worse.
  assertEquals(near.calls.slice(0, 4).map(({ trials }) => asked(trials).map(([rate]) => rate)), [
    [0.001, 0.01, 0.1],
    [1],
    [10],
    [0.316, 3.16],
  ]);
  const far = laboratoryWithBest(1e-12);
  await searchThenJudge(far, [searchOf("sgd", 0.001, 0.01, 0.1)], [1]);
  assertEquals(
    far.calls[3].trials.map(({ hyperparameters }) => hyperparameters.learningRate),
    [
      0.000001,
      1e-7,
    ].slice(0, far.calls[3].trials.length),
  );
});

Deno.test("searchThenJudge goes no further than the optimizer's range", async () => {
  const laboratory = laboratoryWithBest(100);
  const search = { candidates: searchOf("sgd", 0.001, 0.01, 0.1), range: [0, 0.5] as const };
  await searchThenJudge(laboratory, [search], [1]);
  assertEquals(asked(laboratory.calls[1].trials), [[0.0316, 0]]);
});

Deno.test("searchThenJudge looks below where every rate diverged", async () => {
  const laboratory = fakeLaboratory(({ hyperparameters: { learningRate } }) =>
    learningRate > 0.005 ? "diverged" : 0.5
  );
  const runs = await searchThenJudge(laboratory, [searchOf("sgd", 0.01, 0.1)], [1]);
  assertEquals(asked(laboratory.calls[1].trials), [[0.001, 0]]);
  assertEquals(runs.at(-1)!.record.phase, "final");
});

Deno.test("searchThenJudge takes the better mean of the two best, of which one was lucky", async () => {
  const laboratory = fakeLaboratory(({ hyperparameters: { learningRate }, seed }) =>
    learningRate === 0.01 ? (seed === 0 ? 0.95 : 0.7) : learningRate === 0.1 ? 0.9 : 0.5
  );
  await searchThenJudge(laboratory, [searchOf("sgd", 0.001, 0.01, 0.1, 1)], [1]);
  const [final] = laboratory.calls.at(-1)!.trials;
  assertEquals(final.hyperparameters.learningRate, 0.1);
  assertEquals(final.selection!.score.toFixed(6), "0.100000");
});

Deno.test("searchThenJudge counts a repeat that diverged as the untrained model", async () => {
  const laboratory = fakeLaboratory(({ hyperparameters: { learningRate }, seed }) =>
    learningRate === 0.01 ? (seed === 101 ? "diverged" : 0.95) : 0.8
  );
  await searchThenJudge(laboratory, [searchOf("sgd", 0.001, 0.01, 0.1)], [1]);
  const [final] = laboratory.calls.at(-1)!.trials;
  assertEquals(final.hyperparameters.learningRate === 0.01, false);
});

Deno.test("searchThenJudge draws further settings where more than the rate is searched", async () => {
  const drawn: unknown[] = [];
  const candidates = searchOf("sgd", 0.001, 0.004, 0.09, 0.02);
  const search = {
    candidates,
    window: [0.001, 0.1] as const,
    draw(...args: [readonly [number, number], number, number]) {
      drawn.push(args);
      return searchOf("sgd", 0.5);
    },
  };
  const laboratory = laboratoryWithBest(0.4);
  await searchThenJudge(laboratory, [search], [1]);
  assertEquals(drawn, [[[0.1, 10], 4, 1]]);
  // Then the two best again: drawn settings have no neighbours.
  assertEquals(asked(laboratory.calls[2].trials).map(([rate]) => rate), [0.09, 0.09, 0.5, 0.5]);
});

Deno.test("searchThenJudge goes on without a search of which nothing was completed", async () => {
  const laboratory = fakeLaboratory(({ optimizer }) => optimizer.name === "sgd" ? "diverged" : 0.9);
  const runs = await searchThenJudge(laboratory, [searchOf("sgd", 1), searchOf("adam", 3)], [5]);
  assertEquals(runs.map(({ record }) => [record.optimizer.name, record.phase, record.status]), [
    ["sgd", "search", "diverged"],
    ["adam", "search", "completed"],
    ["adam", "final", "completed"],
  ]);
});

Deno.test("searchThenJudge with early stopping trains few settings to the end, and chooses among them alone", async () => {
  const rates = [1e-5, 1e-4, 1e-3, 0.01, 0.1, 1, 10, 100, 1000];
  const laboratory = fakeLaboratory(({ hyperparameters: { learningRate }, problem: { budget } }) =>
    // What is best for a short while is not what is best at the end.
    budget.epochs < 0.3
      ? 0.9 - 0.1 * Math.abs(Math.log10(learningRate / 0.03))
      : 0.9 - 0.1 * Math.abs(Math.log10(learningRate / 0.011))
  );
  const search = { candidates: searchOf("sgd", ...rates), draw: () => [] };
  const runs = await searchThenJudge(laboratory, [search], [11, 12], { stopsEarly: true });
  const own = (phase: string) =>
    runs.filter(({ record }) => record.phase === phase)
      .map(({ record: { setting, budget } }) => [
        setting.hyperparameters.learningRate,
        Number(budget.epochs.toFixed(3)),
      ]);
  assertEquals(own("rung").filter(([, epochs]) => epochs === 0.222).map(([rate]) => rate), rates);
  assertEquals(own("rung").filter(([, epochs]) => epochs === 0.667), [
    [0.001, 0.667],
    [0.01, 0.667],
    [0.1, 0.667],
  ]);
  assertEquals(own("search"), [[0.01, 2], [0.01, 2], [0.01, 2]]);
  assertEquals(own("final"), [[0.01, 2], [0.01, 2]]);
  assertEquals(runs.at(-1)!.record.selection!.candidates, 9);
});

Deno.test("searchThenJudge with early stopping takes the rates beside the best up the same rungs", async () => {
  const laboratory = laboratoryWithBest(0.011);
  const searches = ["sgd", "adam"].map((name) => searchOf(name, 0.001, 0.01, 0.1));
  await searchThenJudge(laboratory, searches, [11], { stopsEarly: true });
  const shown = laboratory.calls.map(({ trials }) =>
    trials.filter(({ optimizer }) => optimizer.name === "sgd")
      .map(({ hyperparameters: { learningRate }, problem: { budget }, seed }) =>
        `${learningRate} ${Math.round(9 * budget.epochs / 2)}/9 ${seed}`
      )
  );
  assertEquals(shown, [
    ["0.001 1/9 0", "0.01 1/9 0", "0.1 1/9 0", "0.01 3/9 0", "0.01 9/9 0"],
    ["0.00316 1/9 0", "0.0316 1/9 0"],
    ["0.01 9/9 101", "0.01 9/9 102"],
    ["0.01 9/9 11"],
  ]);
});
