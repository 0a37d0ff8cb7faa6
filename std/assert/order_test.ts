import {
  assertAlmostEquals,
  assertGreater,
  assertGreaterOrEqual,
  AssertionError,
  assertLess,
  assertLessOrEqual,
  assertThrows,
} from "@std/assert";

Deno.test("assertAlmostEquals has a relative default tolerance", () => {
  assertAlmostEquals(1.00000001, 1);
  assertAlmostEquals(1e10 + 1, 1e10);
  assertAlmostEquals(Infinity, Infinity);
  assertAlmostEquals(NaN, NaN);
  assertThrows(() => assertAlmostEquals(1.000001, 1), AssertionError);
  assertThrows(() => assertAlmostEquals(1e-8, 1e-9), AssertionError);
  assertThrows(() => assertAlmostEquals(NaN, 1), AssertionError);
  assertThrows(() => assertAlmostEquals(Infinity, -Infinity), AssertionError);
});

Deno.test("assertAlmostEquals takes an absolute tolerance, zero included", () => {
  assertAlmostEquals(1.5, 1, 0.5);
  assertThrows(() => assertAlmostEquals(1.5, 1, 0.4, "the loss"), AssertionError, "the loss");
  assertThrows(() => assertAlmostEquals(1 + Number.EPSILON, 1, 0), AssertionError);
});

Deno.test("comparisons hold on the right side of their bound only", () => {
  assertGreater(2, 1);
  assertGreaterOrEqual(2, 2);
  assertLess(1, 2);
  assertLessOrEqual(2, 2);
  assertLess("a", "b");
  assertThrows(() => assertGreater(2, 2), AssertionError);
  assertThrows(() => assertGreaterOrEqual(1, 2), AssertionError);
  assertThrows(() => assertLess(2, 2), AssertionError);
  assertThrows(() => assertLessOrEqual(3, 2, "steps"), AssertionError, "steps");
  assertThrows(() => assertLess(NaN, 2), AssertionError);
});
