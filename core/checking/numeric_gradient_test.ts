import { assert, assertEquals, assertLess, assertThrows } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import { numericGradient, numericOutputGradient } from "./numeric_gradient.ts";
import { relativeError } from "./relative_error.ts";

Deno.test("numericGradient agrees with the derivative of a polynomial and puts x back", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.from([0.5, -2, 3], [3], "f64");
  const g = numericGradient(() => x.data.reduce((sum, v) => sum + v ** 3, 0), x);
  assertLess(relativeError([0.75, 12, 27], g), 1e-9);
  assertEquals([...x.data], [0.5, -2, 3]);
});

Deno.test("numericOutputGradient weights each output", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.from([1, 2], [2], "f64"), y = arena.tensor([3], "f64");
  const f = () => {
    y.data.set([x.data[0] * x.data[1], x.data[0] ** 2, x.data[1]]);
    return y;
  };
  const g = numericOutputGradient(f, x, arena.from([1, 10, 100], [3], "f64"));
  assertLess(relativeError([2 + 20, 1 + 100], g), 1e-9);
});

Deno.test("A wrong gradient is caught", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.from([0.3, 0.7], [2], "f64");
  const f = () => x.data[0] * x.data[1];
  const right = [0.7, 0.3], wrong = [0.3, 0.7];
  assertLess(relativeError(right, numericGradient(f, x)), 1e-9);
  assert(relativeError(wrong, numericGradient(f, x)) > 0.1);
});

Deno.test("An f32 tensor, a step of 0 and an output of another shape are refused", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const single = arena.tensor([1]), x = arena.tensor([1], "f64");
  assertThrows(() => numericGradient(() => 0, single), TypeError, 'dtype "f64"');
  assertThrows(() => numericGradient(() => 0, x, { step: 0 }), RangeError, "got 0");
  assertThrows(
    () => numericOutputGradient(() => x, x, arena.tensor([2], "f64")),
    TypeError,
    "[2]",
  );
});
