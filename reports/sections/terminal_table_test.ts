import { assertEquals } from "@std/assert";
import type { TableSection } from "./table.ts";
import { tableData, tableText, terminalTables } from "./terminal_table.ts";

const table: TableSection = {
  kind: "table",
  title: "Result",
  columns: [
    { title: "Optimizer" },
    { title: "Verdict" },
    { title: "Accuracy", format: "percent" },
    { title: "Time", format: "seconds" },
  ],
  rows: [
    [
      { value: "Adam", series: "adam" },
      { value: "best", note: "p < 0.001" },
      { value: 0.9, confidence: 0.01 },
      { value: 2, text: "2 s" },
    ],
    ["Momentum", "worse", null, null],
  ],
  terminal: ["Optimizer", "Accuracy", "Time"],
};

Deno.test("tableText aligns the columns that a terminal shows, each cell as on the page", () => {
  const [found] = terminalTables([table]);
  assertEquals(tableText(found).split("\n"), [
    "Optimizer  Accuracy        Time",
    "Adam       90.00 ± 1.00\u202f%  2 s",
    "Momentum   –               –",
  ]);
});

Deno.test("terminalTables finds tables in groups, and none that is not for a terminal", () => {
  const { terminal: _, ...other } = table;
  const sections = [other, { kind: "group", title: "MNIST", sections: [table] }] as const;
  assertEquals(terminalTables(sections).map(({ title }) => title), ["MNIST: Result"]);
});

Deno.test("tableData has values and intervals as numbers", () => {
  const [found] = terminalTables([table]);
  assertEquals(tableData(found).rows[0], {
    Optimizer: "Adam",
    Accuracy: { value: 0.9, confidence: 0.01 },
    Time: 2,
  });
});
