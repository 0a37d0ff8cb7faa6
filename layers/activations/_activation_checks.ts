import { createEngine, type DType, type Tensor } from "@descent/core";
import { assert, assertEquals, assertLessOrEqual } from "@std/assert";
import type { Layer } from "../layer.ts";
import { buildLayer } from "../build_layer.ts";

/** Output and slope in plain TypeScript. */
export interface ActivationReference {
  readonly value: (x: number) => number;
  readonly slope: (x: number) => number;
}

const bounds: Readonly<Record<DType, number>> = { f32: 2e-6, f64: 5e-14 };

/** Dense around 0, where everything happens, and over all magnitudes on both sides. */
function sweep(dtype: DType): number[] {
  const values = [0];
  for (let i = 1; i <= 400; i++) values.push(i / 20, -i / 20);
  const largest = dtype === "f32" ? 38 : 300;
  for (let exponent = -largest; exponent <= largest; exponent += 1.7) {
    values.push(10 ** exponent, -(10 ** exponent));
  }
  return values.map(dtype === "f32" ? Math.fround : Number);
}

function isZeroOrNormal(value: number, dtype: DType): boolean {
  return value === 0 || !(Math.abs(value) < (dtype === "f32" ? 2 ** -126 : 2 ** -1022));
}

/** Compares with the reference: each figure to `2e-6` (f32) or `5e-14` (f64) of its size, or of `floor` where it is less. */
export function assertMatchesReference(
  layer: Layer,
  reference: ActivationReference,
  floor = 1e-3,
): void {
  using engine = createEngine();
  for (const dtype of ["f32", "f64"] as const) {
    using arena = engine.arena();
    const values = sweep(dtype);
    const x = arena.from(values, [values.length, 1], dtype) as Tensor;
    const built = buildLayer(layer, x.shape, { arena, dtype });
    const y = built.forward(x, "train").data.slice();
    const dx = built.backward(arena.from(values.map(() => 1), x.shape, dtype))!.data;
    values.forEach((each, i) => {
      const near = (got: number, want: number, what: string) =>
        assertLessOrEqual(
          Math.abs(got - want),
          bounds[dtype] * Math.max(floor, Math.abs(want)),
          `${what} at ${each} in ${dtype}: got ${got}, wanted ${want}`,
        );
      near(y[i], reference.value(each), "value");
      near(dx[i], reference.slope(each), "slope");
      // Products of subnormal numbers are slow: a tail that small ends at 0.
      if (Math.abs(each) > 1e-20) {
        assert(isZeroOrNormal(y[i], dtype) && isZeroOrNormal(dx[i], dtype));
      }
    });
  }
}

/** A NaN or infinite input must give NaN or infinity, and a NaN gradient; finite neighbours stay finite. */
export function assertKeepsNaN(layer: Layer): void {
  using engine = createEngine();
  for (const dtype of ["f32", "f64"] as const) {
    using arena = engine.arena();
    const x = arena.from([NaN, Infinity, -Infinity, 0.5, 1e30, -1e30], [6, 1], dtype) as Tensor;
    const built = buildLayer(layer, x.shape, { arena, dtype });
    const y = [...built.forward(x, "train").data];
    const dx = [...built.backward(arena.from(y.map(() => 1), x.shape, dtype))!.data];
    assert(Number.isNaN(y[0]), `NaN gave ${y[0]}`);
    assertEquals(y.map(Number.isFinite), [false, false, false, true, true, true], `[${y}]`);
    assertEquals(dx.map(Number.isNaN), [true, true, true, false, false, false], `[${dx}]`);
  }
}
