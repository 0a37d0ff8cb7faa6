import { createEngine } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { affine } from "../linear/affine.ts";
import { buildLayer } from "../build_layer.ts";
import { spectralNorm } from "./spectral_norm.ts";

const weight = (values: Float32Array | Float64Array) => values.set([3, 0, 0, 0, 5, 0]);

Deno.test("The weight is divided by its largest singular value, which training passes approach", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(spectralNorm(affine({ units: 3, weight })), [1, 2], {
    arena,
    dtype: "f64",
  });
  const x = arena.from([1, 1], [1, 2], "f64");
  for (let pass = 0; pass < 30; pass++) built.forward(x, "train");
  [0.6, 1, 0].forEach((want, i) =>
    assertAlmostEquals(built.forward(x, "eval").data[i], want, 1e-12)
  );
});

Deno.test("Only training passes move the singular vectors", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(spectralNorm(affine({ units: 3, weight })), [1, 2], {
    arena,
    dtype: "f64",
  });
  built.parameters[0].value.data.set([1, 2, 3, 4, 5, -6]);
  const x = arena.from([1, 1], [1, 2], "f64");
  const vectors = () => built.buffers.map(({ value }) => [...value.data]);
  const before = vectors();
  built.forward(x, "eval");
  built.forward(x, "repeat");
  assertEquals(vectors(), before);
  built.forward(x, "train");
  assertNotEquals(vectors(), before);
});

Deno.test("spectralNorm refuses no iterations at all", () => {
  assertThrows(
    () => spectralNorm(affine({ units: 3 }), { iterations: 0 }),
    RangeError,
    "iterations",
  );
});
