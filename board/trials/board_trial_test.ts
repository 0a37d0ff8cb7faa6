import { assertEquals } from "@std/assert";
import { sampleRun } from "@descent/reports/testing";
import { boardTrials } from "./board_trial.ts";

Deno.test("boardTrials numbers the draws of each search, and knows repeats and judges by their settings", () => {
  const run = (learningRate: number, seed: number, phase = "search") => {
    const { record, metrics } = sampleRun({ phase, seed });
    const setting = { ...record.setting, hyperparameters: { learningRate } };
    return { record: { ...record, setting }, metrics };
  };
  const rows = boardTrials([run(1, 0), run(2, 0), run(2, 101), run(3, 0), run(2, 1, "final")]);
  assertEquals(
    rows.map(({ phase, draw }) => [phase, draw]),
    [["search", 0], ["search", 1], ["repeat", 1], ["search", 2], ["judge", 1]],
  );
  assertEquals(rows.map(({ curve }) => curve.length > 0), [false, false, false, false, true]);
});
