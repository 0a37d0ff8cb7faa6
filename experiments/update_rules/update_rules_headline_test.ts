import { sampleRecord, sampleRun } from "@descent/reports/testing";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { updateRulesHeadline } from "./update_rules_headline.ts";

/** One trial for each score, of a rule. */
function runsOf(name: string, phase: string, scores: readonly number[]) {
  const { results } = sampleRecord();
  return scores.map((score, seed) => {
    const scored = { ...results.best, "validation/accuracy": score, "test/loss": 1 - score };
    const optimizer = { name, title: name };
    return sampleRun({
      optimizer,
      seed,
      phase,
      results: { ...results, final: scored, best: scored },
    });
  });
}

const pair = [
  ...runsOf("sgd", "same rate", [0.2, 0.3]),
  ...runsOf("momentum", "same rate", [0.8, 0.8]),
];

Deno.test("the headline calls a gain noise, or a loss by its sign, where it is one", () => {
  const tuned = (sgd: readonly number[], momentum: readonly number[]) =>
    updateRulesHeadline(pair, 5e-4, [
      ...runsOf("sgd", "final", sgd),
      ...runsOf("momentum", "final", momentum),
      ...runsOf("sgd", "search", [0.99]),
    ]);
  const start =
    "At one learning rate that was chosen to show a gap, 0.0005, momentum reaches 80.00\u202f% and SGD 20.00\u202f% to ";
  assert(tuned([0.9, 0.9], [0.91, 0.91]).startsWith(start));
  assertStringIncludes(
    tuned([0.9, 0.95, 0.92], [0.91, 0.95, 0.92]),
    "its test loss is 0.00333 below SGD's, which may be noise.",
  );
  assertStringIncludes(
    tuned([0.95, 0.951, 0.95], [0.9, 0.901, 0.9]),
    "its test loss is 0.05 above SGD's, more than the noise.",
  );
});

Deno.test("the headline says so when there is nothing to compare", () => {
  const nothing =
    "SGD or momentum completed no trial, so nothing can be said of what momentum gains.";
  assertEquals(updateRulesHeadline(pair, 5e-4, runsOf("sgd", "final", [0.9, 0.9])), nothing);
});
