import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { tableDataset } from "./table_dataset.ts";

const inputs = Array.from({ length: 50 }, (_, row) => [row, 7, -row * row]);
const targets = inputs.map(([x]) => [x, 2 * x]);

Deno.test("tableDataset puts every row into one part, with its own target", () => {
  const { train, validation, test, targetShape } = tableDataset({ name: "t", inputs, targets });
  const seen = [train, validation, test].flatMap(({ targets }) =>
    [...targets].filter((_, i) => i % 2 === 0)
  );
  assertEquals(seen.sort((a, b) => a - b), inputs.map(([x]) => x));
  assertEquals(targetShape, [2]);
  // Inputs are standardized, so the first column is a rising line of its target.
  const slope = (train.inputs[3] - train.inputs[0]) / (train.targets[2] - train.targets[0]);
  const other = (test.inputs[3] - test.inputs[0]) / (test.targets[2] - test.targets[0]);
  assertAlmostEquals(slope, other, 1e-12);
});

Deno.test("tableDataset standardizes by the training part alone, and a constant column is 0", () => {
  const { train } = tableDataset({ name: "t", inputs, targets });
  const column = (d: number) =>
    Array.from({ length: train.count }, (_, n) => train.inputs[3 * n + d]);
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  assertAlmostEquals(mean(column(0)), 0, 1e-12);
  assertAlmostEquals(mean(column(2).map((value) => value * value)), 1, 1e-12);
  assertEquals(new Set(column(1)), new Set([0]));
});

Deno.test("tableDataset splits the same under one seed, and differently under another", () => {
  const of = (seed: number) => [...tableDataset({ name: "t", inputs, targets, seed }).test.targets];
  assertEquals(of(1), of(1));
  assertEquals(of(1).join() === of(2).join(), false);
});

Deno.test("tableDataset says which row does not fit, and why", () => {
  const make = (changes: object) => () => tableDataset({ name: "t", inputs, targets, ...changes });
  assertThrows(
    make({ inputs: inputs.with(4, [1, 2]) }),
    RangeError,
    "3 finite numbers in row 4 of the inputs, got 2 numbers",
  );
  assertThrows(
    make({ inputs: inputs.with(4, [1, NaN, 2]) }),
    RangeError,
    "row 4 of the inputs, got NaN",
  );
  assertThrows(make({ targets: targets.slice(1) }), RangeError, "got 49 rows");
  assertThrows(
    make({ inputs: inputs.slice(0, 2), targets: targets.slice(0, 2) }),
    RangeError,
    "2 to train, 0 to validate",
  );
  const classes = inputs.map((_, row) => row % 3);
  assertThrows(
    make({ targets: classes, classNames: ["a", "b"] }),
    RangeError,
    "classes from 0 to 1, got 2 in row 2",
  );
});
