import { createEngine, randomStream } from "@descent/core";
import { assert, assertEquals, assertLess, assertThrows } from "@std/assert";
import { parallel } from "../composition/parallel.ts";
import { sequential } from "../composition/sequential.ts";
import { softmaxCrossEntropy } from "../losses/softmax_cross_entropy.ts";
import { buildNetwork } from "../network.ts";
import { flatten } from "../shape/flatten.ts";
import { buildLayer } from "../build_layer.ts";
import { randomIndices } from "../testing/mod.ts";
import { affine } from "./affine.ts";
import { embedding } from "./embedding.ts";

Deno.test("embedding agrees with the reference implementation; duplicates add up and unused rows get 0", () => {
  using engine = createEngine();
  const random = randomStream({ seed: 51 });
  for (const [V, D, shape] of [[1, 1, [1]], [4, 3, [2, 3]], [7, 9, [5, 2, 3]]] as const) {
    using arena = engine.arena();
    const built = buildLayer(embedding({ numEmbeddings: V, embeddingDim: D }), shape, {
      arena,
      dtype: "f64",
    });
    assertEquals(built.output, [...shape, D]);
    const [{ value, gradient }] = built.parameters;
    assertEquals(gradient.shape, [V, D]);
    for (let N = shape[0]; N >= 1; N--) {
      const x = randomIndices(arena, [N, ...shape.slice(1)], V, random);
      const dy = arena.tensor([...x.shape, D], "f64");
      random.fillNormal(dy.data);
      const y = built.forward(x, "train");
      assertEquals(y.shape, dy.shape);
      const sums = new Float64Array(V * D);
      x.data.forEach((index, i) => {
        for (let d = 0; d < D; d++) {
          assertEquals(y.data[i * D + d], value.data[index * D + d]);
          sums[index * D + d] += dy.data[i * D + d];
        }
      });
      assertEquals(built.backward(dy), undefined);
      assertEquals(gradient.data, sums);
    }
  }
});

Deno.test("embedding refuses an index outside the table when it runs, naming itself", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const layer = embedding({ numEmbeddings: 5, embeddingDim: 2, name: "words" });
  const built = buildLayer(layer, [1, 2], { arena, dtype: "f64" });
  for (const index of [5, -1]) {
    assertThrows(
      () => built.forward(arena.from([0, index], [1, 2], "i32"), "eval"),
      RangeError,
      `Embedding 'words': expected indices from 0 to 4, got ${index} at 1`,
    );
  }
});

Deno.test("A network that begins with an embedding takes i32 indices alone, and learns", () => {
  const layers = [
    embedding({ numEmbeddings: 6, embeddingDim: 4 }),
    flatten(),
    affine({ units: 3 }),
  ];
  const random = randomStream({ seed: 52 });
  const loss = softmaxCrossEntropy();
  using network = buildNetwork({ layer: sequential(layers), input: [8, 2], loss, random });
  const { arena } = network;
  const x = randomIndices(arena, [8, 2], 6, random);
  const target = arena.from(Array.from(x.data.subarray(0, 8), (i) => i % 3), [8], "i32");
  const first = network.gradients(x, target);
  for (let step = 0; step < 200; step++) {
    network.gradients(x, target);
    for (const { value, gradient } of network.parameters) {
      gradient.data.forEach((g, i) => value.data[i] -= 0.5 * g);
    }
  }
  assertLess(network.evaluate(x, target).loss, first / 10);
  assertThrows(
    () => network.forward(arena.tensor([8, 2]), "eval"),
    TypeError,
    "Network: expected i32 input [N, 2], got f32 [8, 2]",
  );
});

Deno.test("embedding is refused anywhere but first", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const words = embedding({ numEmbeddings: 5, embeddingDim: 2, name: "words" });
  assertThrows(
    () => buildLayer(sequential([flatten(), words]), [1, 2], { arena, dtype: "f64" }),
    TypeError,
    "Sequential: expected layers that take numbers after the first one, got 'words', which takes indices; put it first",
  );
  assertThrows(
    () =>
      buildLayer(parallel([sequential([words])], { name: "both" }), [1, 2], {
        arena,
        dtype: "f64",
      }),
    TypeError,
    "Parallel 'both': expected branches that take numbers, got 'branch1', which takes indices",
  );
  assert(sequential([sequential([words]), flatten()]).indexCount === 5);
});

Deno.test("embedding refuses counts that are no whole numbers of at least 1, and scalars", () => {
  for (const value of [0, 1.5, NaN]) {
    assertThrows(
      () => embedding({ numEmbeddings: value, embeddingDim: 2 }),
      RangeError,
      "Embedding: expected numEmbeddings",
    );
    assertThrows(
      () => embedding({ numEmbeddings: 2, embeddingDim: value, name: "words" }),
      RangeError,
      "Embedding 'words': expected embeddingDim",
    );
  }
  using engine = createEngine();
  using arena = engine.arena();
  const layer = embedding({ numEmbeddings: 2, embeddingDim: 2 });
  assertThrows(
    () => buildLayer(layer, [], { arena, dtype: "f64" }),
    TypeError,
    "expected input [N, ...], got []",
  );
});
