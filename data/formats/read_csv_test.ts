import { assertEquals, assertThrows } from "@std/assert";
import { readCsv } from "./read_csv.ts";

const read = (text: string, target?: string) =>
  readCsv("t.csv", new TextEncoder().encode(text), target === undefined ? {} : { target });

function table(text: string, target?: string) {
  const found = read(text, target);
  if (found.kind !== "table") throw new Error("expected a table");
  return found;
}

Deno.test("numbers and categories are told apart, with a byte order mark, semicolons and decimal commas", () => {
  const { columns, target } = table(
    "\ufeffheight;colour;price\r\n1,5;red;10\r\n1,75;blue;12,5\r\n",
  );
  assertEquals(columns.map(({ name, kind }) => [name, kind]), [["height", "number"], [
    "colour",
    "category",
  ]]);
  assertEquals(Array.from(columns[0].values), [1.5, 1.75]);
  assertEquals([target.name, target.kind, Array.from(target.values)], ["price", "number", [
    10,
    12.5,
  ]]);
});

Deno.test("the target is the column that is named, numbered, called so, or the last", () => {
  const text = "a,label,b\n1,x,0.5\n2,y,1.5\n3,x,2.5\n";
  assertEquals(table(text).target.name, "label");
  assertEquals(table(text, "b").target.name, "b");
  assertEquals(table(text, "1").target.name, "a");
  assertEquals(table("1,2,0\n3,4,1\n5,6,1\n").target.kind, "category");
  assertThrows(
    () => read(text, "c"),
    SyntaxError,
    "expected a target among a, label, b, or a number from 1 to 3, got 'c'",
  );
});

Deno.test("scikit-learn's header of counts and class names is known", () => {
  const { columns, target } = table(
    "4,2,setosa,versicolor,virginica\n5.1,3.5,0\n4.9,3,1\n5,2,1\n6,1,0\n",
  );
  assertEquals(columns.length, 2);
  assertEquals(target.kind === "category" && target.categories, [
    "setosa",
    "versicolor",
    "virginica",
  ]);
  assertEquals(Array.from(target.values), [0, 1, 1, 0]);
});

Deno.test("tables of pixels are images, with a header as Kaggle's or without", () => {
  const pixels = Array.from({ length: 64 }, (_, index) => index);
  const header = ["label", ...pixels.map((index) => `pixel${index}`)].join();
  const rows = [7, 3, 7].map((label) => [label, ...pixels].join());
  for (const text of [[header, ...rows], rows].map((lines) => lines.join("\n"))) {
    const found = read(text);
    assertEquals(
      found.kind === "images" && [found.inputShape, found.classNames, found.train.count],
      [
        [1, 8, 8],
        ["3", "7"],
        3,
      ],
    );
    assertEquals(found.kind === "images" && found.train.inputs[65], 1);
  }
});

Deno.test("bad tables say line, column, what was found and wanted", () => {
  const cases: [text: string, message: string][] = [
    [
      "a,b\n1,2\n3\n",
      "File 't.csv': line 3: expected 2 fields, as in line 1, got 1; mend the line",
    ],
    ["a,b\n1,2\n,3\n", "line 3, column 'a': expected a value, got nothing; fill it in"],
    ["a,b\n1,NA\n", "line 2, column 'b': expected a value, got 'NA'"],
    [
      `a,b\n${"1,2\n".repeat(20)}1x,2\n`,
      "line 22, column 'a': expected a number, as in most rows, got '1x'",
    ],
    ["a,b\n", "expected rows of a table, got one line"],
    ["a,a\n1,2\n", "expected different names of columns, got 'a' twice"],
    ["a\n1\n2\n", "expected a column besides the target, got none"],
    [
      `a,b\n${Array.from({ length: 20 }, (_, n) => `name${n},${n}\n`).join("")}`,
      "column 'a': expected numbers or categories that repeat, got 20 different texts in 20 rows",
    ],
  ];
  for (const [text, message] of cases) assertThrows(() => read(text), SyntaxError, message);
  assertThrows(
    () => readCsv("t.csv", new Uint8Array([0x61, 0x2c, 0xff])),
    SyntaxError,
    "text in UTF-8",
  );
});

Deno.test("more columns than could be held are refused by the first line", () => {
  const line = Array.from({ length: 100_001 }, (_, d) => `c${d}`).join();
  assertThrows(
    () => read(`${line}\n${line}\n`),
    SyntaxError,
    "line 1: expected at most 100000 columns, got 100001",
  );
});
