import { assertEquals } from "@std/assert";
import { sampleRecord, sampleRun } from "../testing/sample_run.ts";
import { confusionSection } from "./_confusion_section.ts";
import { optimizerResults } from "./_optimizer_result.ts";

function runsOf(confusions: readonly (readonly (readonly number[])[])[]) {
  const { dataset } = sampleRecord();
  const K = confusions[0].length;
  const classes = Array.from({ length: K }, (_, k) => ({
    name: `class ${k}`,
    train: 1,
    validation: 1,
    test: confusions[0][k].reduce((sum, count) => sum + count, 0),
  }));
  return confusions.map((confusion, seed) =>
    sampleRun({ seed, phase: "final", confusion, dataset: { ...dataset!, classes } })
  );
}

const score = {
  key: "validation/loss",
  title: "validation loss",
  metric: { title: "loss", better: "lower", format: "number" },
} as const;

Deno.test("matrices are added over the judging seeds, and a trial without one has none", () => {
  const runs = runsOf([[[3, 1], [0, 2]], [[4, 0], [2, 0]]]);
  const search = sampleRun({ phase: "search", confusion: null });
  const [section] = confusionSection(optimizerResults([search, ...runs], score));
  assertEquals(section.kind, "confusion");
  if (section.kind !== "confusion") return;
  assertEquals(section.classes, ["class 0", "class 1"]);
  assertEquals(section.matrices, [
    { series: "adam", title: "Adam, 2 seeds", counts: [[7, 1], [2, 2]] },
  ]);
  assertEquals(confusionSection(optimizerResults([search], score)), []);
});

Deno.test("of many classes the most frequent mistakes are listed", () => {
  const K = 40;
  const matrix = Array.from(
    { length: K },
    (_, k) =>
      Array.from({ length: K }, (_, j) => k === j ? 90 : j === (k + 1) % K && k < 12 ? k + 1 : 0),
  );
  const [section] = confusionSection(optimizerResults(runsOf([matrix]), score));
  assertEquals(section.kind, "table");
  if (section.kind !== "table") return;
  assertEquals(section.rows.length, 10);
  assertEquals(section.rows[0].slice(1), ["class 11", "class 12", 12 / 102, 12]);
});
