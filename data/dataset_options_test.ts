import { createEngine, randomStream } from "@descent/core";
import { asyncOptionFaults, optionFaults } from "@descent/core/testing";
import { assertEquals } from "@std/assert";
import { datasetCatalogue } from "./catalogue.ts";
import { columnsDataset } from "./columns_dataset.ts";
import type { DatasetOptions } from "./dataset.ts";
import { drawDigits, loadDigits } from "./digits.ts";
import { writeFables } from "./fables.ts";
import { classLabels } from "./formats/class_labels.ts";
import { readCsv } from "./formats/read_csv.ts";
import { loadMnist1d } from "./mnist1d.ts";
import { openDataset } from "./open_dataset.ts";
import { splitExamples } from "./split_examples.ts";
import { tableDataset } from "./table_dataset.ts";
import { tensorBatches } from "./tensor_batches.ts";
import { textDataset } from "./text_dataset.ts";

const texts = ["name", "title", "source", "text", "path", "dataDirectory"];
const counts = { trainCount: 20, validationCount: 5, testCount: 5 };
const shares = { validationFraction: 0.2, testFraction: 0.2, splitSeed: 0 };
const digits: DatasetOptions = { dataDirectory: "data", ...counts, ...shares };

for (const { name, load } of datasetCatalogue.filter(({ name }) => /wine|friedman/.test(name))) {
  Deno.test(`the data set ${name} refuses options of another kind in the usual sentence`, () => {
    const target = name === "wine" ? { target: "cultivar" } : {};
    assertEquals(
      optionFaults(load, { dataDirectory: "data", ...shares, ...target }, { texts }),
      [],
    );
  });
}

Deno.test("the drawn digits refuse options of another kind in the usual sentence", () => {
  assertEquals(optionFaults(loadDigits, { ...digits, seed: 1 }, { texts }), []);
  assertEquals(optionFaults(drawDigits, { seed: 1, set: "train", count: 2 }), []);
});

Deno.test("openDataset refuses options of another kind in the usual sentence", async () => {
  const open = (options: DatasetOptions) => openDataset("digits", options);
  assertEquals(await asyncOptionFaults(open, { ...digits }, { texts }), []);
});

Deno.test("what makes data sets refuses options of another kind in the usual sentence", () => {
  const inputs = Array.from({ length: 10 }, (_, row) => [row]);
  const targets = inputs.map(([x]) => [x % 2]);
  const names = { name: "a", title: "b", source: "c" };
  const column = { kind: "number" as const, name: "x", values: inputs.map(([x]) => x) };
  const classes = { kind: "category" as const, name: "y", categories: ["0", "1"] };
  const { splitSeed: seed, ...fractions } = shares;
  assertEquals(
    [
      ...optionFaults(tableDataset, {
        ...{ ...names, inputs, targets, classNames: ["0", "1"], ...fractions, seed },
      }, { texts }),
      ...optionFaults(columnsDataset, {
        ...{ ...names, columns: [column], ...fractions, seed },
        targets: [{ ...classes, values: targets.map(([x]) => x) }],
      }, { texts }),
      ...optionFaults(textDataset, {
        ...{ ...names, text: "abcd".repeat(50), steps: 3, ...fractions, predicts: "each" },
      }, { texts }),
      ...optionFaults(splitExamples, {
        ...{ name: "a", count: 10, classes: targets.map(([x]) => x), ...fractions, seed },
      }, { texts }),
      ...optionFaults(writeFables, { characters: 100, seed: 1 }, { texts }),
      ...optionFaults(loadMnist1d, { ...counts, seed: 1 }, { texts }),
    ],
    [],
  );
});

Deno.test("tensorBatches and the readers refuse options of another kind in the usual sentence", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.from([1, 2, 3], [3, 1]), random = randomStream({ seed: 1 });
  const csv = new TextEncoder().encode("a,b\n1,x\n2,y\n3,x\n");
  const read = (options: { target?: string }) => readCsv("t.csv", csv, options);
  assertEquals(
    [
      ...optionFaults(tensorBatches, { x, target: x, size: 2, random }),
      ...optionFaults(read, { target: "b" }),
      ...optionFaults(classLabels, {
        path: "a",
        train: [0, 1],
        test: [1],
        names: ["x", "y"],
        first: 0,
      }, { texts }),
    ],
    [],
  );
});
