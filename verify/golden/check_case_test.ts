import { assertEquals } from "@std/assert";
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

Deno.test("A case that the library refuses in words is not supported; one that breaks it down fails", () => {
  const refused = resultOf(() => {
    throw new RangeError("Affine: expected units of at least 1, got 0; check the option");
  });
  assertEquals([refused.status, refused.text], [
    "unsupported",
    "the library refused: Affine: expected units of at least 1, got 0; check the option",
  ]);
  const broken = resultOf(() => {
    throw new TypeError("x is not a function");
  });
  assertEquals([broken.status, broken.text], [
    "failed",
    "the library broke down: x is not a function",
  ]);
});

Deno.test("An unknown kind is not supported", () => {
  const { status, text } = resultOf(() => [], "product");
  assertEquals([status, text], ["unsupported", "kind 'product'"]);
});

Deno.test("A case that lacks something is unreadable", () => {
  const { status, text } = resultOf((reader) => [offBy("a", reader.number("x"))]);
  assertEquals([status, text], [
    "unreadable",
    "Golden case 'one' of kind sum: expected a param 'x', got none; check the file",
  ]);
});

/** Computes 1 + x, wrong by `error` in f32. */
const plusOne = (error: number, inF32 = true): GoldenKind => ({
  name: "sum",
  inF32,
  check(reader) {
    const want = reader.expectedArray("out").data, { dtype } = reader;
    const got = reader.input("x").data.map((x) => 1 + x + (dtype === "f32" ? error : 0));
    return [{ what: "out", got, want, criterion }];
  },
});

const plusOneCase = (x: number, out: number, tolerance = {}) => ({
  ...golden,
  inputs: { x: { shape: [1], data: [x] } },
  expected: { out: { shape: [1], data: [out] } },
  tolerance,
});

Deno.test("A kind that computes in f32 is compared with f64 there, unless the case names an element type", () => {
  const statusOf = (error: number, tolerance = {}, inF32 = true) =>
    checkCase(plusOneCase(1, 2, tolerance), [plusOne(error, inF32)]);
  assertEquals(statusOf(3e-5).status, "passed");
  assertEquals(
    statusOf(5e-5).text,
    "out in f32: got 2.00005, wanted 2, off by 5.0e-5, allowed 8.0e-5",
  );
  assertEquals(statusOf(1e-4).status, "failed");
  assertEquals(statusOf(1e-4, {}, false).status, "passed");
  assertEquals(statusOf(1e-4, { dtype: "f64" }).status, "passed");
  // Named f32, it is held to the answer itself.
  assertEquals(statusOf(0.2, { dtype: "f32" }).status, "passed");
  assertEquals(statusOf(0.3, { dtype: "f32" }).status, "failed");
  assertEquals(statusOf(0, { dtype: "f16" }).text, `tolerance 'dtype' = "f16"`);
});

Deno.test("Numbers that f32 does not hold leave a case to f64", () => {
  assertEquals(checkCase(plusOneCase(1e300, 1e300), [plusOne(1e299)]).status, "passed");
  assertEquals(checkCase(plusOneCase(-Infinity, -Infinity), [plusOne(NaN)]).status, "failed");
});

Deno.test("A kind that asks for no element type does not support a case that names one", () => {
  const check: GoldenKind["check"] = () => [offBy("a", 0)];
  const named = { ...golden, tolerance: { dtype: "f32" } };
  assertEquals(checkCase(named, [{ name: "sum", check }]).text, "tolerance 'dtype'");
});
