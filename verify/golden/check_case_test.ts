import { assertEquals, assertThrows } from "@std/assert";
import { checkCase } from "./check_case.ts";
import type { GoldenKind } from "./golden_kind.ts";

const golden = { name: "one", kind: "sum", params: {}, inputs: {}, expected: {}, tolerance: {} };

function resultOf(check: GoldenKind["check"], kind = "sum") {
  return checkCase({ ...golden, kind }, [{ name: "sum", check }]);
}

const criterion = { kind: "close", rtol: 0, atol: 0.25 } as const;
const offBy = (what: string, off: number) => ({ what, got: [1 + off], want: [1], criterion });

Deno.test("A case passes when every figure does, and shows the largest deviation", () => {
  assertEquals(resultOf(() => [offBy("a", 0.125), offBy("b", 0.25)]), {
    name: "one",
    kind: "sum",
    status: "passed",
    text: "b: got 1.25, wanted 1, off by 2.5e-1, allowed 2.5e-1",
  });
  assertEquals(resultOf(() => [offBy("a", 0), offBy("b", 0.5), offBy("c", 0.3)]), {
    name: "one",
    kind: "sum",
    status: "failed",
    text: "b: got 1.5, wanted 1, off by 5.0e-1, allowed 2.5e-1",
  });
});

Deno.test("A case of which nothing is compared fails", () => {
  assertEquals(resultOf(() => []).text, "nothing was compared");
  assertEquals(resultOf(() => []).status, "failed");
});

Deno.test("A case that the library refuses fails with its words", () => {
  const { status, text } = resultOf(() => {
    throw new RangeError("Affine: expected units, got 0");
  });
  assertEquals([status, text], ["failed", "the library refused: Affine: expected units, got 0"]);
});

Deno.test("An unknown kind is not supported", () => {
  const { status, text } = resultOf(() => [], "product");
  assertEquals([status, text], ["unsupported", "kind 'product'"]);
});

Deno.test("A case that lacks something is an error of its file", () => {
  assertThrows(() => resultOf((reader) => [offBy("a", reader.number("x"))]), SyntaxError);
});
