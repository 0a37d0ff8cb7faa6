import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { parse } from "@std/csv";
import { samplePlan, sampleTrials } from "../testing/mod.ts";
import { boardFiles } from "./board_files.ts";
import { boardSchema } from "./board_schema.ts";

Deno.test("boardSchema describes every column that is there, in its order", () => {
  const files = boardFiles(sampleTrials(samplePlan({ diagnostics: true, landscape: true })));
  const { tables } = boardSchema(files);
  assertEquals(tables.map(({ url }) => url), [
    ...["trials.csv", "curves.csv", "inside.csv", "landscape.csv", "barriers.csv"],
  ]);
  for (const { url, tableSchema: { columns } } of tables) {
    const [header, first] = parse(files[url as keyof typeof files]!);
    assertEquals(columns.map(({ name }) => name), header);
    columns.forEach(({ datatype, name }, place) => {
      if (datatype !== "string" && first[place] !== "") {
        assert(Number.isFinite(Number(first[place])), name);
      }
    });
  }
});

Deno.test("boardSchema names hyperparameters", () => {
  const [{ tableSchema: { columns } }] = boardSchema(boardFiles(sampleTrials())).tables;
  const rate = columns.find(({ name }) => name === "hp_learningRate")!;
  assertStringIncludes(rate["dc:description"], "Hyperparameter learningRate");
});
