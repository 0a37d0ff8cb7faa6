import { createEngine, formatShape, randomStream, type Tensor } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { normal } from "../initializers/normal.ts";
import type { FusedActivation } from "../layer.ts";
import { buildLayer } from "../build_layer.ts";
import { affine, type AffineOptions } from "./affine.ts";

/** The reference implementation of forward and backward, from the equations. */
function plain(x: Tensor, w: Tensor, b: Tensor | undefined, dy: Tensor, relu: boolean) {
  const [N, D] = x.shape, M = w.shape[1];
  const y = new Float64Array(N * M), dx = new Float64Array(N * D);
  const dw = new Float64Array(D * M), db = new Float64Array(M);
  for (let n = 0; n < N; n++) {
    for (let m = 0; m < M; m++) {
      let sum = b?.data[m] ?? 0;
      for (let d = 0; d < D; d++) sum += x.data[n * D + d] * w.data[d * M + m];
      y[n * M + m] = relu ? Math.max(0, sum) : sum;
      const g = relu && sum <= 0 ? 0 : dy.data[n * M + m];
      db[m] += g;
      for (let d = 0; d < D; d++) {
        dx[n * D + d] += g * w.data[d * M + m];
        dw[d * M + m] += x.data[n * D + d] * g;
      }
    }
  }
  return { y, dx, dw, db };
}

const bias = normal({ scale: 1 });
const cases: [string, Partial<AffineOptions>, FusedActivation | undefined][] = [
  ["with bias", { bias }, undefined],
  ["without bias", { bias: false }, undefined],
  ["with bias and relu", { bias }, "relu"],
  ["without bias and with relu", { bias: false }, "relu"],
];

for (const [title, options, activation] of cases) {
  Deno.test(`affine ${title} agrees with the reference implementation, batches below the largest included`, () => {
    using engine = createEngine();
    const random = randomStream({ seed: 2 });
    for (const [N, D, units] of [[1, 1, 1], [5, 3, 2], [9, 13, 7], [8, 16, 10]]) {
      using arena = engine.arena();
      const built = buildLayer(affine({ units, ...options }), [N, D], {
        arena,
        dtype: "f64",
        activation,
      });
      assertEquals(built.output, [N, units]);
      const [weight, biasParameter] = built.parameters;
      for (const count of [N, Math.ceil(N / 2)]) {
        const x = arena.tensor([count, D], "f64"), dy = arena.tensor([count, units], "f64");
        random.fillNormal(x.data);
        random.fillNormal(dy.data);
        const want = plain(x, weight.value, biasParameter?.value, dy, activation === "relu");
        const y = built.forward(x, "train");
        assertEquals(y.shape, [count, units]);
        const same = (got: Tensor, wanted: Float64Array) =>
          wanted.forEach((value, i) => assertAlmostEquals(got.data[i], value, 1e-13));
        same(y, want.y);
        same(built.backward(dy)!, want.dx);
        same(weight.gradient, want.dw);
        if (biasParameter) same(biasParameter.gradient, want.db);
      }
    }
  });
}

Deno.test("affine names its parameters after its path; only the weight decays", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(affine({ units: 2 }), [4, 3], {
    arena,
    dtype: "f64",
    path: "block1/hidden2",
  });
  const summary = built.parameters.map(({ name, value, role, decays }) => [
    name,
    formatShape(value.shape),
    role,
    decays,
  ]);
  assertEquals(summary, [
    ["block1/hidden2.weight", "[3, 2]", "weight", true],
    ["block1/hidden2.bias", "[2]", "bias", false],
  ]);
});

Deno.test("affine that gives a network's scores says so of its weight, not of its bias", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(affine({ units: 2, role: "output" }), [4, 3], { arena, dtype: "f64" });
  assertEquals(built.parameters.map(({ role, decays }) => [role, decays]), [
    ["output", true],
    ["bias", false],
  ]);
});

Deno.test("affine computes no input gradient when nobody reads it", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(affine({ units: 2 }), [4, 3], {
    arena,
    dtype: "f64",
    needsInputGradient: false,
  });
  built.forward(arena.tensor([4, 3], "f64"), "train");
  assertEquals(built.backward(arena.tensor([4, 2], "f64")), undefined);
});

Deno.test("affine refuses inputs and options that do not fit, naming itself and both shapes", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const layer = affine({ units: 10, name: "hidden1" });
  assertThrows(
    () => buildLayer(layer, [128, 1, 28, 28], { arena, dtype: "f64" }),
    TypeError,
    "Affine 'hidden1': expected input [N, 784], got [N, 1, 28, 28]; put a flatten layer before it",
  );
  assertThrows(
    () => buildLayer(layer, [128], { arena, dtype: "f64" }),
    TypeError,
    "expected input [N, D]",
  );
  assertThrows(
    () => buildLayer(layer, [128, 0], { arena, dtype: "f64" }),
    TypeError,
    "D at least 1, got [N, 0]",
  );
  for (const units of [0, 2.5, NaN]) {
    assertThrows(() => affine({ units, name: "a" }), RangeError, `Affine 'a': expected units`);
  }
});
