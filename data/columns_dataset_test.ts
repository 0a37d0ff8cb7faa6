import { assertAlmostEquals, assertEquals } from "@std/assert";
import { columnsDataset, type TableColumn } from "./columns_dataset.ts";

const height: TableColumn = {
  kind: "number",
  name: "height",
  values: Array.from({ length: 20 }, (_, row) => 150 + row),
};
const colour: TableColumn = {
  kind: "category",
  name: "colour",
  categories: ["red", "blue"],
  values: Array.from({ length: 20 }, (_, row) => row % 2),
};

Deno.test("its preprocessing makes the same inputs of the raw columns again", () => {
  const { train, test, preprocessing } = columnsDataset({
    name: "t",
    columns: [colour, height],
    targets: [height],
    standardizedTargets: true,
  });
  if (preprocessing?.kind !== "table") throw new Error("expected a table");
  const [first, second] = preprocessing.columns;
  assertEquals(first, { kind: "category", name: "colour", categories: ["red", "blue"] });
  if (second.kind !== "number") throw new Error("expected a number");
  for (const { inputs, targets, count } of [train, test]) {
    for (let n = 0; n < count; n++) {
      const raw = inputs[3 * n + 2] * second.deviation + second.mean;
      assertEquals([inputs[3 * n], inputs[3 * n + 1]], Math.round(raw) % 2 === 0 ? [1, 0] : [0, 1]);
      assertAlmostEquals(targets[n], inputs[3 * n + 2], 1e-12);
    }
  }
});

Deno.test("a target of categories makes classes, of which every part has its share", () => {
  const { classNames, targetShape, test } = columnsDataset({
    name: "t",
    columns: [height],
    targets: [colour],
  });
  assertEquals([classNames, targetShape], [["red", "blue"], []]);
  assertEquals([...test.targets].sort(), [0, 0, 1, 1]);
});
