import { knownOptimizers } from "@descent/lab";
import type { Run } from "@descent/reports";
import { sampleRun } from "@descent/reports/testing";
import { assert, assertEquals } from "@std/assert";
import { type DepthResult, NET_KINDS } from "./run_depth.ts";
import {
  answerSection,
  deepestSection,
  depthCost,
  ratesSection,
  stepsSection,
  stepsTable,
} from "./steps_section.ts";

const [{ plugin: optimizer }] = await knownOptimizers([]);
const [plain, batchNorm, residual, both] = NET_KINDS;

/** Trials that reached the target after so many steps, or never. */
function runs(kind: string, layers: number, steps: readonly (number | null)[], seed = 0): Run[] {
  const { record: { results } } = sampleRun();
  const variables = { net: kind, layers };
  return steps.map((stepsToTarget, index) =>
    sampleRun({
      seed,
      setting: { id: "", hyperparameters: { learningRate: index + 1 }, variables },
      results: {
        ...results,
        stepsToTarget,
        best: { ...results.best, "validation/accuracy": stepsToTarget === null ? 0.7 : 0.92 },
      },
    })
  );
}

function result(
  kind: DepthResult["kind"],
  layers: number,
  finals: readonly (number | null)[],
  search: readonly (number | null)[] = finals,
  repeats: readonly Run[] = [],
): DepthResult {
  return {
    optimizer,
    kind,
    layers,
    search: runs(kind.name, layers, search),
    repeats,
    finals: runs(kind.name, layers, finals),
  };
}

const RESULTS = [
  result(plain, 2, [40, 60]),
  result(plain, 16, [null, null]),
  result(batchNorm, 2, [50, 50]),
  result(batchNorm, 16, [100, null]),
  result(residual, 2, [40, 40]),
  result(residual, 16, [], [null]),
  result(both, 2, [30, 50]),
  result(both, 16, [100, 140]),
];

Deno.test("a point of the lines stands for all seeds", () => {
  const section = stepsSection(RESULTS);
  assert(section.kind === "lines");
  assertEquals(section.charts[0].series.map(({ name, points }) => [name, points]), [
    ["plain", [{ x: 2, y: 50 }]],
    ["batch-norm", [{ x: 2, y: 50 }]],
    ["residual", [{ x: 2, y: 40 }]],
    ["both", [{ x: 2, y: 40 }, { x: 16, y: 120 }]],
  ]);
});

Deno.test("the table shows which never reached the target, and which diverged", () => {
  const section = stepsTable(RESULTS);
  assert(section.kind === "tabs" && section.sections[0].kind === "table");
  const last = section.sections[0].rows.map((row) => row[2]);
  assertEquals(last, [
    { value: null, text: "never", note: "2 seeds, at most 70.00\u202f%", tone: "bad" },
    { value: 100, text: "100", note: "1 of 2 seeds, at most 70.00\u202f%" },
    { value: null, text: "diverged", note: "at every rate", tone: "bad" },
    { value: 120, text: "100 to 140", note: "2 of 2 seeds" },
  ]);
});

Deno.test("the costs and the answer follow from what was reached", () => {
  assertEquals(depthCost(RESULTS, "plain"), { shallow: 50, deep: null });
  assertEquals(depthCost(RESULTS, "batch-norm"), { shallow: 50, deep: null });
  assertEquals(depthCost(RESULTS, "residual"), { shallow: 40, deep: null });
  assertEquals(depthCost(RESULTS, "both"), { shallow: 40, deep: 120 });
  const answer = answerSection(RESULTS);
  assert(answer.kind === "reference");
  assertEquals(answer.rows.map(({ ours, detail, verdict }) => [ours, detail, verdict]), [
    [
      "2 of 2 rates reach 90\u202f% with 2 layers, 0 with 16",
      "one seed, which cannot tell from noise",
      "cannot say",
    ],
  ]);
});

Deno.test("three seeds confirm the answer where the counts are apart by more than the noise", () => {
  const claimed = (layers: number, ...reached: readonly number[]) => {
    const steps = (count: number) => [1, 2, 3, 4].map((rate) => rate <= count ? 40 : null);
    const [first, ...others] = reached.map((count, seed) =>
      runs("plain", layers, steps(count), seed)
    );
    return { ...result(plain, layers, [40]), search: first, repeats: others.flat() };
  };
  const verdict = (shallow: DepthResult, deep: DepthResult) => {
    const section = answerSection([shallow, deep]);
    assert(section.kind === "reference");
    return section.rows[0].verdict;
  };
  assertEquals(verdict(claimed(2, 4, 4, 4), claimed(16, 1, 0, 2)), "confirmed");
  assertEquals(verdict(claimed(2, 4, 2, 4), claimed(16, 3, 2, 3)), "cannot say");
  assertEquals(verdict(claimed(2, 0, 1, 0), claimed(16, 4, 4, 3)), "refuted");
});

Deno.test("kinds keep their places where others diverged", () => {
  const curves = deepestSection(RESULTS);
  assert(curves.kind === "grid" && curves.sections[0].kind === "curves");
  assertEquals(curves.title, "Training nets of 16 layers");
  assertEquals(curves.sections[0].series.map(({ name, runs }) => [name, runs.length]), [
    ["plain", 2],
    ["batch-norm", 2],
    ["residual", 0],
    ["both", 2],
  ]);
  const rates = ratesSection(RESULTS);
  assert(rates.kind === "tabs" && rates.sections[0].kind === "heatmaps");
  assertEquals(
    rates.sections[0].maps.map(({ title }) => title),
    NET_KINDS.map(({ title }) => title),
  );
  assertEquals(rates.sections[0].maps[0].cells, [[0.92, 0.92], [0.7, 0.7]]);
});
