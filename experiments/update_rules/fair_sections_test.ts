import { sampleRecord, sampleRun } from "@descent/reports/testing";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { fairSections, sameRateSections } from "./fair_sections.ts";

function runOf(name: string, score: number, seed: number) {
  const { results } = sampleRecord();
  const final = { ...results.final, "validation/accuracy": score };
  return sampleRun({ optimizer: { name, title: name }, seed, results: { ...results, final } });
}

function referenceRows(sgd: readonly number[], momentum: readonly number[]) {
  const runs = [...sgd.map((score, i) => runOf("sgd", score, i))]
    .concat(momentum.map((score, i) => runOf("momentum", score, i)));
  const [reference] = sameRateSections(runs, 5e-4, "mnist");
  assert(reference.kind === "reference");
  return reference.rows;
}

Deno.test("the reference's gap is seen only where it is beyond the noise, and never confirmed", () => {
  const shown = referenceRows([0.3, 0.31, 0.3], [0.8, 0.81, 0.8]);
  assertEquals(shown.map(({ verdict }) => verdict), [
    "",
    "",
    "seen at a rate that was chosen to show it",
  ]);
  assertEquals([shown[2].reference, shown[2].ours], ["+63.60 points", "+50.00 points"]);
  const others = [
    [[0.8, 0.81, 0.8], [0.3, 0.31, 0.3], "not seen"],
    [[0.3, 0.9, 0.5], [0.4, 0.91, 0.6], "cannot say"],
    [[0.3, 0.31], [0.8, 0.81], "cannot say"],
    [[0.3, 0.3, 0.3], [0.8, 0.8, 0.8], "cannot say"],
    [[], [0.8], "cannot say"],
  ] as const;
  for (const [sgd, momentum, verdict] of others) {
    const row = referenceRows(sgd, momentum)[2];
    assertEquals([row.verdict, row.tone], [verdict, "muted"]);
  }
});

Deno.test("the fair comparison begins with what it found", () => {
  const [result, training] = fairSections([runOf("sgd", 0.9, 1), runOf("momentum", 0.9, 1)]);
  assertEquals([result.title, training.title], [
    "Each rule at its own best rate",
    "Settings and more figures",
  ]);
  assertStringIncludes(String(result.text), "validation loss");
});
