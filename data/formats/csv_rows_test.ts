import { assertEquals, assertThrows } from "@std/assert";
import { csvRows, csvSeparator, type Separator } from "./csv_rows.ts";

function rows(text: string, separator: Separator = ",") {
  const read = (text: string | readonly string[]) =>
    [...csvRows("a.csv", text, separator)].map(({ line, fields }) => [line, ...fields]);
  // Cut anywhere, a text has the same rows.
  const whole = read(text);
  for (const size of [1, 2, 3, 7]) {
    const count = Math.ceil(text.length / size);
    const pieces = Array.from({ length: count }, (_, i) => text.slice(size * i, size * (i + 1)));
    assertEquals(read(pieces), whole);
  }
  return whole;
}

Deno.test("rows end in LF, CRLF or CR, know their line, and keep what is quoted", () => {
  assertEquals(rows('a,"b\r\nc"\r\n\r\n1,"say ""no"""\r2,\n'), [
    [1, "a", "b\r\nc"],
    [4, "1", 'say "no"'],
    [5, "2", ""],
  ]);
  assertEquals(rows(" 1  2\t3 \n4 5 6", " "), [[1, "1", "2", "3"], [2, "4", "5", "6"]]);
  assertEquals(rows("a\t\tb", "\t"), [[1, "a", "", "b"]]);
});

Deno.test("quotes that do not fit say their line", () => {
  assertThrows(
    () => rows('a,b\n1,"2\n3'),
    SyntaxError,
    "File 'a.csv': line 2: expected a quoted field to end",
  );
  assertThrows(
    () => rows('"a"b,c'),
    SyntaxError,
    'line 1: expected a separator behind a quoted field, got "b"',
  );
});

Deno.test("the separator is the first of semicolon, tab, comma and blank that is outside of quotes", () => {
  assertEquals(csvSeparator('"a;b",c\n'), ",");
  assertEquals(csvSeparator("a\tb c"), "\t");
  assertEquals(csvSeparator("\n\n1 2 "), " ");
});
