import { assertEquals, assertThrows } from "@std/assert";
import { parse, stringify } from "@std/csv";

Deno.test("parse reads lists of cells", () => {
  assertEquals(parse(""), []);
  assertEquals(parse("a,b,c\nd,e,f"), [["a", "b", "c"], ["d", "e", "f"]]);
  assertEquals(parse('\ufeffa, b \r\n\r\n"c,""d""","e\r\nf"\r\n,\r\n'), [
    ["a", " b "],
    ['c,"d"', "e\nf"],
    ["", ""],
  ]);
  assertEquals(parse("a\tb", { separator: "\t" }), [["a", "b"]]);
  assertEquals(parse("a,b\nc"), [["a", "b"], ["c"]]);
});

Deno.test("parse names the cells by the first line or by columns", () => {
  const rows: Record<string, string | undefined>[] = parse("a,b\r\n1,2\r\n", {
    skipFirstRow: true,
  });
  assertEquals(rows, [{ a: "1", b: "2" }]);
  const named = parse("1,2\r\n3,4\r\n", { columns: ["x", "y"] });
  assertEquals(named.map((row) => row.y satisfies string), ["2", "4"]);
  assertEquals(parse("a,b\n1,2", { skipFirstRow: true, columns: ["x", "y"] }), [
    { x: "1", y: "2" },
  ]);
});

Deno.test("parse refuses broken quotes, rows of another length and a missing header", () => {
  assertThrows(() => parse('a,b"c\n'), SyntaxError);
  assertThrows(() => parse('a,"bc\n'), SyntaxError);
  assertThrows(() => parse('a,"b"c\n'), SyntaxError);
  assertThrows(() => parse("a,b\n1", { skipFirstRow: true }), Error, "line 2");
  assertThrows(() => parse("", { skipFirstRow: true }), TypeError);
});

Deno.test("parse reads back what stringify wrote", () => {
  const cells = [["a,b", 'c"d', "e\nf", " g ", ""], ["1", "", "'", "4", "\ufeff"]];
  assertEquals(parse(stringify(cells)), cells);
});
