import { sampleRecord, sampleRun } from "@descent/reports/testing";
import { assert, assertEquals } from "@std/assert";
import {
  bestCurvesSection,
  bestSettingsSection,
  bestWords,
  overfitMap,
  overfitReferenceSection,
  settingWords,
} from "./overfit_map.ts";
import type { OverfitResult } from "./run_overfit.ts";

function runWith(weightScale: number, trainAccuracy: number, seed = 0) {
  const { results } = sampleRecord();
  const final = { ...results.final, trainAccuracy, validationAccuracy: 0.6 };
  const setting = { id: "s", hyperparameters: { learningRate: 0.01 }, variables: { weightScale } };
  return sampleRun({ setting, seed, results: { ...results, final } });
}

const grid = [runWith(0.1, 1), runWith(1, 0.5)];
const finals = [runWith(0.1, 1, 1), runWith(0.1, 0.9, 2)];
const result: OverfitResult = { name: "sgd", title: "SGD", grid, best: grid[0], finals };
const nothing: OverfitResult = { ...result, best: undefined, finals: [] };

Deno.test("overfitMap lays the end of training out over rate and weight scale", () => {
  const { x, y, cells } = overfitMap(result, "SGD", "trainAccuracy");
  assertEquals([x.values, y.values, cells], [[0.01], [0.1, 1], [[1], [0.5]]]);
});

Deno.test("the reference's best trial stands beside ours, and beside the seeds that judge it", () => {
  const rowsOf = (given: OverfitResult) => {
    const section = overfitReferenceSection(given, { train: 1, validation: 0.5 }, "mnist");
    assert(section.kind === "reference");
    return section.rows.map(({ ours, verdict }) => [ours, verdict]);
  };
  assertEquals(rowsOf(result), [
    ["100.00\u202f%", "reached"],
    ["60.00\u202f%", "reached"],
    ["60.00 ± 0.00\u202f%", "reached"],
  ]);
  assertEquals(rowsOf(nothing).map(([ours]) => ours), ["–", "–", "–"]);
});

Deno.test("the best settings say how many seeds and settings learned all images", () => {
  const section = bestSettingsSection([result, nothing]);
  assert(section.kind === "table");
  const [first, second] = section.rows;
  assertEquals(first.slice(1, 4), [0.1, 0.01, 0.95]);
  assertEquals(first.slice(5), ["1 of 2", { value: 1, note: "of 2" }]);
  assertEquals(second.slice(1, 5), [null, null, null, null]);
});

Deno.test("the curves are those of the seeds that judge", () => {
  const section = bestCurvesSection([result, nothing]);
  assert(section.kind === "curves");
  assertEquals(section.series.map(({ runs }) => runs.length), [2]);
});

Deno.test("settingWords names weight scale and learning rate", () => {
  assertEquals(settingWords(result), "weight scale 0.1 and learning rate 0.01");
});

Deno.test("bestWords says so where some of the seeds that judge did not learn all images, or none ended", () => {
  const start = "the best, weight scale 0.1 and learning rate 0.01, ";
  const score = "gets 60.00 ± 0.00\u202f% of the validation images right";
  assertEquals(
    bestWords(result),
    `${start}${score}, though only 1 of 2 further seeds learn all images with it`,
  );
  assertEquals(bestWords({ ...result, finals: [finals[0], finals[0]] }), start + score);
  assertEquals(
    bestWords({ ...result, finals: [] }),
    `${start}completed no trial with another seed`,
  );
});
