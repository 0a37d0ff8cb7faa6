import { createEngine } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { constant } from "../initializers/constant.ts";
import { affine } from "../linear/affine.ts";
import { embedding } from "../linear/embedding.ts";
import { buildLayer } from "../build_layer.ts";
import { timeDistributed } from "./time_distributed.ts";

Deno.test("timeDistributed applies its layer to each step and names it within itself", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const body = affine({ units: 1, weight: constant({ value: 1 }) });
  const built = buildLayer(timeDistributed(body, { name: "each" }), [2, 2, 2], {
    arena,
    dtype: "f64",
  });
  assertEquals(built.parameters[0].name, "each/affine1.weight");
  const x = arena.from([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2], "f64");
  const y = built.forward(x, "train");
  assertEquals([y.shape, [...y.data]], [[2, 2, 1], [3, 7, 11, 15]]);
  const dx = built.backward(arena.from([1, 2, 3, 4], [2, 2, 1], "f64"))!;
  assertEquals([dx.shape, [...dx.data]], [[2, 2, 2], [1, 1, 2, 2, 3, 3, 4, 4]]);
});

Deno.test("timeDistributed refuses layers of indices and inputs without steps", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const table = embedding({ numEmbeddings: 2, embeddingDim: 1 });
  assertThrows(() => timeDistributed(table), TypeError, "got 'embedding', which takes indices");
  const layer = timeDistributed(affine({ units: 1 }));
  assertThrows(
    () => buildLayer(layer, [2, 3], { arena, dtype: "f64" }),
    TypeError,
    "expected input [N, T, ...]",
  );
});
