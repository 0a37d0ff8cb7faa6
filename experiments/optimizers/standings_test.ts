import type { Run } from "@descent/reports";
import { sampleRecord, sampleRun } from "@descent/reports/testing";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { standings } from "./standings.ts";

function finals(title: string, epochs: number, losses: readonly (number | "diverged")[]): Run[] {
  const { results, budget, setting } = sampleRecord();
  return losses.map((loss, index) => {
    const common = {
      optimizer: { name: title.toLowerCase(), title },
      setting: { ...setting, hyperparameters: { learningRate: 0.1 / epochs } },
      budget: { ...budget, epochs },
      seed: index + 1,
    };
    if (loss === "diverged") {
      const initial = { ...results.initial, "test/loss": 2.3 };
      return sampleRun({
        ...common,
        status: loss,
        divergedAtStep: 2,
        results: { ...results, initial, final: {}, best: {} },
      });
    }
    const final = { ...results.final, "test/loss": loss, "test/accuracy": 1 - loss };
    return sampleRun({ ...common, results: { ...results, best: final, final } });
  });
}

Deno.test("standings calls momentum as good, or not, only by more than the noise", () => {
  const runs = [
    ...finals("Momentum", 2, [0.05, 0.0501, 0.0502]),
    ...finals("Adam", 2, [0.03, 0.0301, 0.0302]),
    ...finals("SGD", 2, [0.1, 0.1001, 0.1002]),
    ...finals("Momentum", 1, [0.09, 0.11, 0.1]),
    ...finals("Adam", 1, [0.08, 0.1, 0.09]),
  ];
  const all = standings(runs, "momentum");
  assertEquals(
    all.map(({ title, epochs, judgement }) => [title, epochs, judgement?.verdict]),
    [
      ["Momentum", 1, undefined],
      ["Adam", 1, "open"],
      ["Momentum", 2, undefined],
      ["Adam", 2, "refuted"],
      ["SGD", 2, "confirmed"],
    ],
  );
  assertAlmostEquals(all[3].judgement!.comparison!.difference, 0.02, 1e-12);
  assertEquals(all.map(({ learningRate }) => learningRate), [0.1, 0.1, 0.05, 0.05, 0.05]);
});

Deno.test("standings divides the chance of a wrong verdict by the number of comparisons", () => {
  const [one] = standings(
    [...finals("Adam", 1, [0.1, 0.2, 0.3]), ...finals("Momentum", 1, [0.1, 0.2, 0.3])],
    "momentum",
  );
  const [two] = standings([
    ...finals("Adam", 1, [0.1, 0.2, 0.3]),
    ...finals("SGD", 1, [0.1, 0.2, 0.3]),
    ...finals("Momentum", 1, [0.1, 0.2, 0.3]),
  ], "momentum");
  assertAlmostEquals(one.judgement!.level, 0.9);
  assertAlmostEquals(two.judgement!.level, 0.95);
});

Deno.test("standings tells nothing of single seeds, equal ones, a missing rival, or trials without a score", () => {
  const verdicts = (...runs: readonly Run[]) =>
    standings(runs, "momentum").map(({ judgement }) => judgement?.verdict);
  const single = verdicts(...finals("Momentum", 1, [0.1]), ...finals("Adam", 1, [0.05]));
  assertEquals(single, [undefined, "open"]);
  assertEquals(verdicts(...finals("Adam", 1, [0.05, 0.06, 0.07])), ["open"]);
  const lost = finals("Adam", 1, ["diverged", "diverged"]);
  assertEquals(standings([...lost, ...finals("Momentum", 1, [0.1])], "momentum").length, 1);
});

Deno.test("standings counts what diverged: one good seed of five is no lead", () => {
  const runs = [
    ...finals("Momentum", 1, [0.1, 0.11, 0.12, 0.1, 0.11]),
    ...finals("Adam", 1, [0.01, "diverged", "diverged", "diverged", "diverged"]),
  ];
  const [momentum, adam] = standings(runs, "momentum");
  assert(adam.loss.mean > momentum.loss.mean);
  assertEquals(adam.judgement!.verdict, "confirmed");
});
