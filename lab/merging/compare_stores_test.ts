import type { Run } from "@descent/reports";
import { sampleRun } from "@descent/reports/testing";
import { assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import { compareStores, comparisonTables } from "./compare_stores.ts";

function final(seed: number, loss: number, changes: object = {}): Run {
  const { record, metrics } = sampleRun({ seed, phase: "final", ...changes });
  const scores = { ...record.results.final, "validation/loss": loss };
  return { record: { ...record, results: { ...record.results, final: scores } }, metrics };
}

const first = [final(1, 0.2), final(2, 0.3), final(3, 0.4)];

Deno.test("compareStores pairs the same seeds, whose noise is common", () => {
  const second = [final(1, 0.21), final(2, 0.32), final(3, 0.41)];
  const [loss] = compareStores(first, second).results;
  assertEquals([loss.metric, loss.paired], ["validation/loss", true]);
  assertAlmostEquals(loss.difference, 0.04 / 3);
  // Student's t of 2 degrees of freedom, of differences 0.01, 0.02 and 0.01.
  assertAlmostEquals(loss.confidence!, 4.302653 * 0.0057735 / Math.sqrt(3), 1e-6);
});

Deno.test("compareStores takes the means of other seeds, and untrained models where training diverged", () => {
  const second = [final(4, 0.2), final(5, 0.3)];
  const [loss] = compareStores(first, second).results;
  assertEquals([loss.paired, loss.summaries[1].count], [false, 2]);
  const { record, metrics } = second[0];
  const results = { ...record.results, final: {}, initial: { "validation/loss": 2.3 } };
  const diverged = { record: { ...record, status: "diverged" as const, results }, metrics };
  assertEquals(compareStores(first, [diverged]).results[0].summaries[1].mean, 2.3);
});

Deno.test("compareStores tells settings, software and hardware apart, and counts equal trials", () => {
  const { environment, budget } = first[0].record;
  const changes = {
    environment: { ...environment, deno: "9.9.9", cpu: "Another" },
    budget: { ...budget, batchSize: 7 },
  };
  const second = [final(1, 0.2, changes), final(2, 0.3, changes)];
  const { settings, software, hardware } = compareStores(first, second);
  assertEquals(settings.map(({ what, values }) => [what.split(", ").at(-1), values[1]]), [
    ["batch size", ["7"]],
    ["seeds that judge", ["1", "2"]],
  ]);
  assertEquals(software.map(({ what }) => what), ["Deno"]);
  assertEquals(hardware.map(({ what, values }) => [what, values[1]]), [["processor", ["Another"]]]);
  assertEquals(compareStores(first, first).trials.equal, first.length);
});

Deno.test("comparisonTables names the two, and leaves out what did not change", () => {
  const [results, ...others] = comparisonTables(compareStores(first, first), ["a", "b"]);
  assertEquals(others, []);
  assertStringIncludes(results.title, "Results of compare");
  assertEquals(results.rows[0].at(-1)!.value, "none");
});
