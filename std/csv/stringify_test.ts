import { assertEquals, assertThrows } from "@std/assert";
import { stringify } from "@std/csv";

Deno.test("stringify writes lists of cells with CRLF and quotes what needs it", () => {
  assertEquals(stringify([]), "");
  assertEquals(
    stringify([["a,b", 'say "hi"', "two\nlines"], [1, -0.5, 1e-7], [null, undefined, ""]]),
    '"a,b","say ""hi""","two\nlines"\r\n1,-0.5,1e-7\r\n,,\r\n',
  );
});

Deno.test("stringify keeps booleans, non-finite numbers, spaces and objects as they print", () => {
  assertEquals(
    stringify([[true, false, NaN, Infinity, " a ", { b: 1 }, 10n]]),
    'true,false,NaN,Infinity, a ,"{""b"":1}",10\r\n',
  );
});

Deno.test("stringify takes columns by name, path or index", () => {
  const columns = ["hp.rate", ["a", "b"], { prop: ["list", 1], header: "second" }, {
    prop: "c",
  }];
  assertEquals(
    stringify([{ "hp.rate": 0.1, hp: { rate: 9 }, a: { b: 2 }, list: [3, 4] }], { columns }),
    "hp.rate,b,second,c\r\n0.1,2,4,\r\n",
  );
  assertEquals(stringify([["x", "y"]], { columns: [{ prop: 1, header: "n" }] }), "n\r\ny\r\n");
});

Deno.test("stringify leaves the header out, changes the separator, adds a byte-order mark", () => {
  const columns = ["a", "b"];
  const data = [{ a: 1, b: "x,y" }];
  assertEquals(stringify(data, { columns, headers: false }), '1,"x,y"\r\n');
  assertEquals(stringify(data, { columns, separator: "\t" }), "a\tb\r\n1\tx,y\r\n");
  assertEquals(stringify([[1]], { bom: true }), "\ufeff1\r\n");
  assertEquals(stringify([], { columns }), "a,b\r\n");
});

Deno.test("stringify refuses objects without columns, names of array cells and bad separators", () => {
  assertThrows(() => stringify([{ a: 1 }]), TypeError);
  assertThrows(() => stringify([["x"]], { columns: ["a"] }), TypeError);
  assertThrows(() => stringify([], { separator: '"' }), TypeError);
});
