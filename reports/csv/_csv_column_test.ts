import { assertEquals } from "@std/assert";
import { type CsvColumn, csvText, type CsvValue, named } from "./_csv_column.ts";

function column(name: string): CsvColumn<CsvValue> {
  return { name, title: "", datatype: "string", source: "", description: "", value: (row) => row };
}

Deno.test("csvText writes every kind of value so that it reads back", () => {
  const rows = [
    0.1 + 0.2,
    -Infinity,
    Infinity,
    NaN,
    null,
    true,
    [1, 2.5],
    "a,b",
    'a "b"\n',
    5e-324,
  ];
  assertEquals(
    csvText([column("a"), column("b")], rows).split("\r\n").map((line) => line.split(",")[0]),
    [
      "a",
      "0.30000000000000004",
      "-INF",
      "INF",
      "NaN",
      "",
      "true",
      "1;2.5",
      '"a',
      '"a ""b""\n"',
      "5e-324",
      "",
    ],
  );
});

Deno.test("named leaves the first of two columns its name", () => {
  const columns = named([column("step"), column("order"), column("Step")]);
  assertEquals(columns.map(({ name }) => name), ["step", "order_value", "step_2"]);
});

Deno.test("csvText keeps texts from being formulas, and leaves numbers alone", () => {
  const rows = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\tx", "a=b", -1, [-1, 2]];
  const cells = csvText([column("a")], rows).trimEnd().split("\r\n").slice(1);
  assertEquals(cells, [
    "'=cmd|' /C calc'!A0",
    "'+1",
    "'-1",
    "'@SUM(1)",
    "'\tx",
    "a=b",
    "-1",
    "-1;2",
  ]);
});
