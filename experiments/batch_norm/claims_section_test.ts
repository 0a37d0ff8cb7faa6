import { defaultOptimizers, knownOptimizers } from "@descent/lab";
import { fakeLaboratory } from "@descent/lab/testing";
import type { Scores } from "@descent/reports";
import { assertEquals, assertStringIncludes } from "@std/assert";
import {
  bestCurvesSection,
  claimsSection,
  depthMapsSection,
  pairFinding,
  pairs,
  rateMapsSection,
  settingsSection,
} from "./claims_section.ts";
import { type BatchNormResult, runBatchNorm, type Side } from "./run_batch_norm.ts";

const IMAGES = {
  dataset: "digits",
  trainCount: null,
  validationCount: null,
  testCount: null,
  validationFraction: null,
  testFraction: null,
  splitSeed: 0,
};

/** The results of nets that come to a score by their side, learning rate and seed. */
async function resultsOf(
  score: (side: Side, rate: number, seed: number) => Scores | "diverged",
  mapSeeds: readonly number[] = [0],
): Promise<BatchNormResult[]> {
  const laboratory = fakeLaboratory(({ variables, hyperparameters, seed }) =>
    score(variables.normalization as Side, hyperparameters.learningRate, seed)
  );
  return await runBatchNorm(laboratory, {
    optimizers: defaultOptimizers(await knownOptimizers([])),
    images: { ...IMAGES, trainSubset: 50, validationSubset: 50 },
    weightScales: [0.01, 0.1],
    learningRates: [0.1, 1],
    depths: [2, 10],
    mapSeeds,
    judges: [1, 2, 3],
  });
}

const accuracy = (value: number) => ({ "validation/accuracy": value, "test/accuracy": value });

Deno.test("the sections confirm what the maps show, and say by how much", async () => {
  const results = await resultsOf((side, rate, seed) =>
    side === "with" ? accuracy(0.95 + 0.001 * seed) : accuracy(rate === 0.1 ? 0.85 : 0.2)
  );
  const claims = claimsSection(results);
  assertEquals(claims.kind === "reference" && claims.rows.map(({ verdict }) => verdict), [
    "cannot say",
    "cannot say",
    "cannot say",
  ]);
  const settings = settingsSection(results);
  assertEquals(
    settings.kind === "table" && settings.rows.slice(0, 2).map((row) => row.slice(1, 5)),
    [
      ["without", { value: 2, note: "of 4" }, "0.01 to 0.1", "0.1"],
      ["with", { value: 4, note: "of 4" }, "0.01 to 0.1", "0.1 to 1"],
    ],
  );
  assertEquals(
    pairFinding(pairs(results)[0]).headline,
    "With SGD, 4 of 4 settings of weight scale and learning rate work with batch normalization, 2 without it " +
      "(one seed, which cannot tell from noise). With each at its best setting, the test loss is 0.102 lower with it, more " +
      "than the noise.",
  );
  const maps = rateMapsSection(results);
  assertEquals(
    maps.kind === "tabs" && maps.sections.map(({ title, text }) => `${title}: ${text}`)[3],
    "Adam: Without batch normalization 2 of 4 settings work. With batch normalization 4 of 4 settings work.",
  );
  const curves = bestCurvesSection(results);
  assertEquals(curves.kind === "grid" && curves.sections.length, 4);
});

Deno.test("three seeds of the maps confirm what is apart by more than the noise", async () => {
  const results = await resultsOf(
    (side, rate, seed) =>
      accuracy(side === "with" ? 0.95 + 1e-4 * seed : rate === 0.1 ? 0.85 : 0.2),
    [0, 101, 102],
  );
  const claims = claimsSection(results);
  assertEquals(
    claims.kind === "reference" && claims.rows.map(({ ours, verdict }) => [ours, verdict]),
    [
      ["8 weight scales work with it, 8 without", "cannot say"],
      ["8 of the rates are no higher than the highest that works with it, 4 without", "confirmed"],
      ["16 pairs of depth and weight scale work with it, 16 without", "cannot say"],
    ],
  );
  assertEquals(
    claims.kind === "reference" && claims.rows[1].detail,
    "+4.0 ± 3.1 (3 seeds, 96.7\u202f% interval, one-sample t-test)",
  );
  assertStringIncludes(pairFinding(pairs(results)[0]).headline, "means over 3 seeds");
});

Deno.test("the sections claim nothing where all is equal or nothing was completed", async () => {
  const equal = await resultsOf((_side, _rate, seed) => accuracy(0.9 + 0.01 * seed));
  const claims = claimsSection(equal);
  assertEquals(claims.kind === "reference" && claims.rows.map(({ tone }) => tone), [
    "muted",
    "muted",
    "muted",
  ]);
  assertStringIncludes(pairFinding(pairs(equal)[0]).headline, "no more than the noise");
  const none = await resultsOf(() => "diverged");
  assertEquals(
    pairFinding(pairs(none)[0]).headline,
    "With SGD, 0 of 4 settings of weight scale and learning rate work with batch normalization, 0 without it " +
      "(one seed, which cannot tell from noise).",
  );
  const settings = settingsSection(none);
  assertEquals(settings.kind === "table" && settings.rows[0].slice(3), [
    "none",
    "none",
    null,
    null,
    null,
  ]);
  const maps = depthMapsSection(none);
  assertEquals(maps.kind === "tabs" && maps.sections.length, 4);
});
