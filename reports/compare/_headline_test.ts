import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Run } from "../record/run_folder.ts";
import { detectableLead } from "../statistics/detectable_lead.ts";
import { sampleRecord, sampleRun } from "../testing/sample_run.ts";
import { finals, withAccuracies } from "../testing/_sample_finals.ts";
import { compareOptimizers } from "./compare_optimizers.ts";

function headline(...runs: Run[][]): string {
  return compareOptimizers(runs.flat()).headline.replace(/[\u00a0\u202f]/g, " ");
}

const ADAM = finals("Adam", [0.08, 0.081, 0.082]);
const MOMENTUM = finals("Momentum", [0.09, 0.091, 0.092]);

Deno.test("the headline names a winner only ahead of every rival", () => {
  assertEquals(
    headline(MOMENTUM, ADAM),
    "Adam wins: 0.0810 ± 0.0025 validation loss (95 % confidence interval, 3 seeds), " +
      "better than Momentum by more than the noise (p < 0.001).",
  );
  assertStringIncludes(
    headline(MOMENTUM, ADAM, finals("SGD", [0.095, 0.096, 0.097])),
    "better than Momentum and SGD by more than the noise (largest p < 0.001).",
  );
});

Deno.test("without a winner the headline names the set that cannot be told apart", () => {
  assertEquals(
    headline(finals("SGD", [0.2, 0.201, 0.202]), finals("Adam", [0.083, 0.088, 0.093]), MOMENTUM),
    "No clear winner: Adam and Momentum cannot be told apart by validation loss (Adam has the lowest validation " +
      "loss, 0.088 ± 0.012, 95 % confidence interval, 3 seeds); SGD is worse.",
  );
});

Deno.test("the headline says equivalent only where an equivalence test does", () => {
  const near = (mean: number): number[] => [0, 1, 2, 3, 4, 5].map((i) => mean + 1e-5 * (i % 3));
  assertStringIncludes(
    headline(finals("SGD", near(0.1)), finals("Adam", near(0.100001))),
    "No clear winner: SGD and Adam are equivalent, their validation loss within 2 % (SGD has",
  );
  assertStringIncludes(
    headline(finals("SGD", [0.1, 0.11, 0.12]), finals("Adam", [0.1, 0.11, 0.12])),
    "SGD and Adam cannot be told apart",
  );
});

Deno.test("the headline claims nothing about noise from fewer than three seeds, and shows the range of two", () => {
  assertEquals(
    headline(finals("SGD", [0.1]), finals("Adam", [0.05])),
    "No clear winner: Adam has the lowest validation loss, 0.05, but one seed cannot tell this from noise.",
  );
  assertEquals(
    headline(finals("SGD", [0.1, 0.11]), finals("Adam", [0.05, 0.06])),
    "No clear winner: Adam has the lowest validation loss, 0.05 to 0.06, but 2 seeds cannot tell this from noise.",
  );
});

Deno.test("equal seeds are no certainty", () => {
  const said = headline(finals("SGD", [0.2, 0.2, 0.2]), finals("Adam", [0.1, 0.1, 0.1]));
  assertStringIncludes(said, "every seed gave the same, which says nothing of noise.");
  assertEquals(said.includes("p <"), false);
});

Deno.test("the headline crowns nobody when no final trial was completed", () => {
  assertEquals(
    headline(finals("Adam", [null]), finals("SGD", [null])),
    "No final trial came to a result, so nothing can be said about Adam, SGD.",
  );
  assertEquals(headline([]), "There are no trials.");
});

Deno.test("an optimizer of which a seed failed wins nothing", () => {
  const failed = sampleRun({
    optimizer: ADAM[0].record.optimizer,
    seed: 9,
    status: "failed",
    error: "Out of memory.",
    results: { ...sampleRecord().results, initial: {}, final: {}, best: {} },
  });
  assertEquals(
    headline(MOMENTUM, [...ADAM, failed]),
    "No clear winner: Adam has the lowest validation loss, 0.0810 ± 0.0025 (95 % confidence interval, " +
      "3 of 4 seeds; the others came to no result), but not all of its trials came to a result.",
  );
});

Deno.test("where accuracy disagrees with the loss the headline says so", () => {
  const sure = headline(
    withAccuracies(ADAM, [0.9, 0.901, 0.902]),
    withAccuracies(MOMENTUM, [0.95, 0.951, 0.952]),
  );
  assertStringIncludes(sure, "Adam wins: ");
  assertStringIncludes(
    sure,
    "By validation accuracy Momentum is better than Adam instead (p < 0.001): the two disagree.",
  );
  assertStringIncludes(
    headline(
      withAccuracies(ADAM, [0.9, 0.91, 0.92]),
      withAccuracies(MOMENTUM, [0.901, 0.911, 0.921]),
    ),
    "By validation accuracy Momentum is first, though not by more than the noise.",
  );
  const twice = (runs: Run[]) =>
    runs.map(({ record, metrics }) => {
      const { problem, results } = record;
      const final = {
        ...results.final,
        "validation/recall": results.final["validation/accuracy"]!,
      };
      const recall = { ...problem.metrics.accuracy, title: "recall" };
      return {
        record: {
          ...record,
          problem: { ...problem, metrics: { ...problem.metrics, recall } },
          results: { ...results, final },
        },
        metrics,
      };
    });
  assertStringIncludes(
    headline(
      twice(withAccuracies(ADAM, [0.9, 0.901, 0.902])),
      twice(withAccuracies(MOMENTUM, [0.95, 0.951, 0.952])),
    ),
    "By validation accuracy and validation recall Momentum is better than Adam instead " +
      "(largest p < 0.001): they disagree with validation loss.",
  );
  const agreeing = headline(
    withAccuracies(ADAM, [0.95, 0.951, 0.952]),
    withAccuracies(MOMENTUM, [0.9, 0.901, 0.902]),
  );
  assertEquals(agreeing.includes("accuracy"), false);
});

Deno.test("the loss at the end decides, on the test set only when every completed trial has it", () => {
  const { results } = sampleRecord();
  const tested = {
    ...results,
    best: { ...results.best, "test/loss": 0.01 },
    final: { ...results.final, "validation/loss": 0.06, "test/loss": 0.07 },
  };
  assertEquals(
    headline(finals("Adam", [0.9], { results: tested })),
    "Adam reached 0.07 test loss (1 seed).",
  );
  assertStringIncludes(
    headline(finals("Adam", [0.9], { results: tested }), finals("SGD", [0.085])),
    "Adam has the lowest validation loss, 0.06, but",
  );
});

Deno.test("the verdict is the headline in a few words", () => {
  const verdict = (...runs: Run[][]): string =>
    compareOptimizers(runs.flat()).verdict.replace(/[\u00a0\u202f]/g, " ");
  assertEquals(verdict(MOMENTUM, ADAM), "Adam wins");
  assertEquals(verdict(MOMENTUM, ADAM, finals("Lost", [null, null, null])), "Adam wins");
  // Higher than Momentum, but by so much noise that Adam's lead could be part of it.
  assertEquals(verdict(MOMENTUM, ADAM, finals("SGD", [0.03, 0.08, 0.2])), "no clear winner");
  assertEquals(verdict(finals("SGD", [0.9]), finals("Adam", [0.95])), "no clear winner");
  assertEquals(verdict(ADAM), "Adam reached 0.081 validation loss");
  assertEquals(verdict(ADAM, finals("SGD", [null, null, null])), "only Adam finished");
  assertEquals(verdict(finals("SGD", [null])), "no final trial came to a result");
  assertEquals(verdict([]), "no trials");
});

/** As many as a page is worth; `detectable_lead_test.ts` has 2,000 of each kind. */
const COMPARISONS = 400;

/** Losses of four optimizers with ten seeds each, the first ahead of the others by a lead. */
function simulated(lead: number, normal: () => number): Run[] {
  return ["A", "B", "C", "D"].flatMap((title, place) =>
    finals(
      title,
      Array.from({ length: 10 }, () => 0.5 - (place === 0 ? lead : 0) + 0.01 * normal()),
    )
  );
}

Deno.test("of 400 simulated comparisons without a difference the page names a winner in at most 5 %, with the smallest detectable one in 80 ± 5 %", () => {
  // Numerical Recipes' generator and the sum of twelve: all that a simulation needs.
  let state = 1;
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const normal = (): number => Array.from({ length: 12 }, uniform).reduce((a, b) => a + b, -6);
  const named = (lead: number): number => {
    let wins = 0;
    for (let i = 0; i < COMPARISONS; i++) {
      if (compareOptimizers(simulated(lead, normal)).verdict.endsWith(" wins")) wins++;
    }
    return wins / COMPARISONS;
  };
  assert(named(0) <= 0.05);
  const detectable = detectableLead(10, { deviation: 0.01, contestants: 4 });
  const found = named(detectable);
  assert(Math.abs(found - 0.8) <= 0.05, String(found));
});
