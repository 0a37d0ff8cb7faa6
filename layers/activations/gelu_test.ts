import { createEngine, relativeError, type Tensor } from "@descent/core";
import { assertLess, assertLessOrEqual, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { assertKeepsNaN, assertMatchesReference } from "./_activation_checks.ts";
import { gelu } from "./gelu.ts";

// x, x Φ(x) and its derivative, computed by mpmath with 40 digits.
const table = [
  [-8, -4.9767684594174273e-15, -3.979607261086796e-14],
  [-5, -1.4332578593959696e-6, -7.1469460017922946e-6],
  [-3.5, -0.00081420177662433763, -0.0028217603536246352],
  [-2, -0.045500263896358414, -0.085231801078196897],
  [-0.125, -0.056282721896235888, 0.40078206430179342],
  [0, 0, 0.5],
  [0.5, 0.34573123063700655, 0.86749512465616284],
  [2, 1.9544997361036416, 1.0852318010781969],
  [3.5, 3.4991857982233757, 1.0028217603536246],
  [6, 5.9999999940804741, 1.0000000354687095],
] as const;

Deno.test("gelu has its tabulated values, far below 0 with all digits", () => {
  using engine = createEngine();
  for (const [dtype, bound] of [["f32", 2e-6], ["f64", 1e-13]] as const) {
    using arena = engine.arena();
    const x = arena.from(table.map(([at]) => at), [table.length, 1], dtype) as Tensor;
    const built = buildLayer(gelu(), x.shape, { arena, dtype });
    const y = built.forward(x, "train").data;
    const dx = built.backward(arena.from(table.map(() => 1), x.shape, dtype))!.data;
    table.forEach(([at, value, slope], i) => {
      const near = (got: number, want: number, what: string) =>
        assertLessOrEqual(
          Math.abs(got - want),
          bound * Math.abs(want),
          `${what} at ${at}, ${dtype}`,
        );
      near(y[i], value, "value");
      near(dx[i], slope, "slope");
    });
  }
});

Deno.test("gelu approximated by tanh is the reference implementation", () => {
  const root = Math.sqrt(2 / Math.PI);
  const probability = (x: number) => 1 / (1 + Math.exp(-2 * root * (x + 0.044715 * x ** 3)));
  assertMatchesReference(gelu({ approximate: "tanh" }), {
    value: (x) => x * probability(x),
    slope(x) {
      const p = probability(x), odds = probability(-x);
      const steepness = Math.min(1e300, 2 * root * (1 + 3 * 0.044715 * x * x));
      return p + p * odds * (Math.abs(x) > 30 ? 0 : x * steepness);
    },
  }, 1);
});

Deno.test("gelu keeps NaN and infinity, exact and approximated", () => {
  assertKeepsNaN(gelu());
  assertKeepsNaN(gelu({ approximate: "tanh" }));
});

Deno.test("gelu and its approximation are less than 5e-4 apart", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.from(Array.from({ length: 201 }, (_, i) => i / 20 - 5), [201, 1], "f64");
  const exact = buildLayer(gelu(), x.shape, { arena, dtype: "f64" }).forward(x, "eval").data;
  const tanh =
    buildLayer(gelu({ approximate: "tanh" }), x.shape, { arena, dtype: "f64" }).forward(x, "eval")
      .data;
  const apart = exact.map((value, i) => Math.abs(value - tanh[i]));
  assertLess(Math.max(...apart), 5e-4);
  assertLess(1e-6, relativeError(exact, tanh));
});

Deno.test("gelu refuses an unknown approximation", () => {
  const approximate = "sigmoid" as "tanh";
  assertThrows(() => gelu({ approximate }), TypeError, `expected approximate "none" or "tanh"`);
});
