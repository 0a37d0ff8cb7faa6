import { sampleRun } from "@descent/reports/testing";
import { assertEquals } from "@std/assert";
import type { MetricsRow, Run } from "@descent/reports/record";
import { runDifferences } from "./run_differences.ts";

const former = sampleRun();

function changed(change: (row: MetricsRow) => Partial<MetricsRow>, from: number = 0): Run {
  const metrics = former.metrics.map((row, i) => i < from ? row : { ...row, ...change(row) });
  return { ...former, metrics };
}

Deno.test("runDifferences is silent where all but times is the same, empty cells included", () => {
  const again = changed(({ scores }) => ({
    seconds: 99,
    scores: { ...scores, "test/loss": null },
    extra: {},
  }));
  assertEquals(runDifferences(again, former), []);
});

Deno.test("runDifferences names the first evaluation and value that differ, by the last bit too", () => {
  const last = former.metrics.length - 1, { step, scores } = former.metrics[last];
  const loss = scores["validation/loss"]!, near = loss + 2 ** -54;
  const again = changed(() => ({ scores: { ...scores, "validation/loss": near } }), last);
  assertEquals(runDifferences(again, former), [
    `at evaluation ${
      last + 1
    }, after step ${step}: validation/loss is ${near}, the record has ${loss}`,
  ]);
});

Deno.test("runDifferences names the loss between solutions, of which the order of fields is no part", () => {
  const landscape = {
    metric: "validation/loss",
    examples: { train: 1, validation: 1 },
    ...{ evaluations: 1, gradientEvaluations: 0, solutions: ["adam"], planes: [] },
    lines: [{ from: null, to: "adam", distance: 1, barriers: [0, 0], points: [[0, 1, 0.5]] }],
  } as const;
  const withOne = (changes = {}) => ({
    ...former,
    record: { ...former.record, landscape: { ...landscape, ...changes } },
  });
  assertEquals(runDifferences(withOne({ metric: landscape.metric }), withOne()), []);
  const { lines, ...rest } = landscape;
  const turned = { ...former, record: { ...former.record, landscape: { lines, ...rest } } };
  assertEquals(runDifferences(turned, withOne()), []);
  const differs = ["in the loss along lines and planes between solutions"];
  assertEquals(runDifferences(withOne({ evaluations: 2 }), withOne()), differs);
  assertEquals(runDifferences(former, withOne()), differs);
});

Deno.test("runDifferences names missing evaluations, other ends and the tensors that differ", () => {
  const fewer = { ...former, metrics: former.metrics.slice(0, -1) };
  assertEquals(runDifferences(fewer, former)[0].split(": ")[1], "there was no such evaluation");
  assertEquals(
    runDifferences(former, fewer)[0].split(": ")[1],
    "the record has no such evaluation",
  );
  const failed = {
    ...former,
    record: { ...former.record, status: "failed", error: "no" },
  } as const;
  assertEquals(runDifferences(failed, former), [
    "in how it ended: failed (no), the record has completed",
  ]);
  const digests = (letter: string) =>
    Object.fromEntries(
      ["a", "b", "c", "d", "e", "f", "g"].map((name) => [name, name < "b" ? "0" : letter]),
    );
  const withWeights = (letter: string): Run => {
    const results = {
      ...former.record.results,
      weightsDigest: letter,
      tensorDigests: digests(letter),
    };
    return { ...former, record: { ...former.record, results } };
  };
  assertEquals(runDifferences(withWeights("1"), withWeights("2")), [
    "in the final weights: b, c, d, e, f and 1 more, 6 of 7 tensors",
  ]);
});
