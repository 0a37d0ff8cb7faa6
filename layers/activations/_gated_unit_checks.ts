import { createEngine, type Shape } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import type { Layer } from "../layer.ts";
import { buildLayer } from "../build_layer.ts";
import type { GatedUnitOptions } from "./gated_unit_options.ts";

/** The outputs of a layer for some numbers, in f64. */
export function valuesOf(layer: Layer, x: readonly number[], shape: Shape = [1, x.length]) {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(layer, shape, { arena, dtype: "f64" });
  return [...built.forward(arena.from(x, shape, "f64"), "eval").data];
}

/** Compares a gated unit with `f(gate) · other`, halves along the last axis and along the channels. */
export function assertIsGated(
  unit: (options?: GatedUnitOptions) => Layer,
  gate: "first" | "second",
  f: (g: number) => number,
): void {
  const numbers = Array.from({ length: 16 }, (_, i) => Math.sin(7 * i) * 3);
  const want = (a: number, b: number) => gate === "first" ? f(a) * b : a * f(b);
  const compare = (got: readonly number[], pairs: readonly (readonly [number, number])[]) => {
    assertEquals(got.length, pairs.length);
    pairs.forEach(([a, b], i) => assertAlmostEquals(got[i], want(numbers[a], numbers[b]), 1e-13));
  };
  // Rows of four numbers: the halves are two and two.
  compare(
    valuesOf(unit(), numbers, [2, 2, 4]),
    [0, 4, 8, 12].flatMap((row) => [[row, row + 2], [row + 1, row + 3]] as const),
  );
  // Two examples of four channels of two numbers.
  compare(
    valuesOf(unit({ axis: 1 }), numbers, [2, 4, 2]),
    [0, 8].flatMap((row) => [0, 1, 2, 3].map((i) => [row + i, row + i + 4] as const)),
  );
  assertThrows(() => valuesOf(unit(), [1, 2, 3]), TypeError, "a multiple of 2 on axis -1");
  assertThrows(() => valuesOf(unit({ axis: 0 }), [1, 2]), TypeError, "after the batch");
}
