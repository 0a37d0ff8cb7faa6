import { createEngine, type DType } from "@descent/core";
import { assertWithin } from "@descent/core/testing";
import { assert, assertEquals } from "@std/assert";
import { makeParameter, stepContext } from "../_testing.ts";
import { createOptimizer } from "../create_optimizer.ts";
import { momentum } from "../rules/momentum.ts";
import { sgd } from "../rules/sgd.ts";
import { withNormClipping } from "./with_norm_clipping.ts";
import { withWeightDecay } from "./with_weight_decay.ts";

/** Where gradient descent with rate 1 goes from the origin, for gradients in several tensors. */
function descendClipped(gradients: number[][], clipNorm: number, dtype: DType = "f64"): number[] {
  using engine = createEngine();
  using arena = engine.arena();
  const parameters = gradients.map((gradient, index) =>
    makeParameter(arena, { name: `p${index}`, values: gradient.map(() => 0), gradient, dtype })
  );
  const plugin = withNormClipping(sgd);
  const optimizer = createOptimizer({ plugin, parameters, hyperparameters: { clipNorm } });
  optimizer.step(stepContext());
  const rounded = gradients.map((values) => values.map(dtype === "f32" ? Math.fround : Number));
  assertEquals(parameters.map(({ gradient }) => [...gradient.data]), rounded);
  return parameters.flatMap(({ value }) => [...value.data]);
}

Deno.test("withNormClipping: cuts the norm of all parameters together, as PyTorch does", () => {
  const gradients = [[1, -2, 3], [], [4], [-5, 6, 0, 7, 8]];
  const flat = gradients.flat();
  const norm = Math.hypot(...flat);
  const expected = flat.map((g) => -g * (2 / (norm + 1e-6)));
  assertWithin({
    what: "w",
    got: descendClipped(gradients, 2),
    want: expected,
    criterion: { kind: "close", rtol: 1e-14, atol: 1e-12 },
  });
});

Deno.test("withNormClipping: leaves shorter gradients exactly as they are", () => {
  assertEquals(descendClipped([[3], [-4]], 5.1), [-3, 4]);
});

Deno.test("withNormClipping: a norm of 0 moves nothing, a gradient of 0 neither", () => {
  assertEquals(descendClipped([[3, -4]], 0).map(Math.abs), [0, 0]);
  assertEquals(descendClipped([[0, 0]], 1).map(Math.abs), [0, 0]);
});

Deno.test("withNormClipping: a gradient that is not finite stays visible", () => {
  for (const bad of [Infinity, -Infinity, NaN]) {
    assert(descendClipped([[1], [bad, 2]], 1).every(Number.isNaN));
  }
});

Deno.test("withNormClipping: the norm holds for gradients of any size in f32", () => {
  const sizes: [number[], number][] = [
    [new Array(100).fill(1e20), 0.1],
    [new Array(100).fill(1e19), 0.1],
    [[1e30, 1e30], Math.SQRT1_2],
    [[3.3e38, -3.3e38, 3.3e38, 3.3e38], 0.5],
    [[3e25, 4e-25], 1],
    // As PyTorch does, 1e-6 is added to the norm: shorter gradients stay as they are.
    [new Array(100).fill(1e-25), 1e-25],
  ];
  for (const [gradients, first] of sizes) {
    for (const parts of [[gradients], gradients.map((each) => [each])]) {
      const moved = descendClipped(parts, 1, "f32");
      const criterion = { kind: "close", rtol: 1e-6, atol: 0 } as const;
      assertWithin({ what: "w", got: [-moved[0]], want: [first], criterion });
      assert(moved.every(Number.isFinite));
    }
  }
});

Deno.test("withNormClipping: composes with weight decay in the order of the wrapping", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const hyperparameters = { weightDecay: 1, clipNorm: 1, momentum: 0 };
  const criterion = { kind: "close", rtol: 0, atol: 1e-7 } as const;
  const inside = makeParameter(arena, { name: "a", values: [3], gradient: [100] });
  const clippedThenDecayed = withWeightDecay(withNormClipping(momentum));
  createOptimizer({ plugin: clippedThenDecayed, parameters: [inside], hyperparameters })
    .step(stepContext());
  assertWithin({
    what: "decayed gradient clipped",
    got: inside.value.data,
    want: [3 - 1],
    criterion,
  });

  const outside = makeParameter(arena, { name: "b", values: [3], gradient: [100] });
  const decayedThenClipped = withNormClipping(withWeightDecay(momentum));
  createOptimizer({ plugin: decayedThenClipped, parameters: [outside], hyperparameters })
    .step(stepContext());
  assertWithin({
    what: "clipped gradient decayed",
    got: outside.value.data,
    want: [3 - 1 - 3],
    criterion,
  });
});
