import { createEngine, randomStream } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import { softmaxCrossEntropy } from "../losses/softmax_cross_entropy.ts";
import { buildNetwork } from "../network.ts";
import { buildLayer } from "../build_layer.ts";
import { randomIndices } from "../testing/mod.ts";
import { smallGPT } from "./small_gpt.ts";

Deno.test("smallGPT has the parameters of its parts: 12 D² and 13 D a block beside embeddings", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const [V, D, T, blocks] = [11, 8, 5, 3];
  const count = (positions: "learned" | "rotary") =>
    buildLayer(smallGPT({ vocabulary: V, width: D, blocks, heads: 2, positions }), [2, T], {
      arena,
      dtype: "f64",
    })
      .parameters.reduce((sum, { value }) => sum + value.size, 0);
  const model = V * D + V + blocks * (12 * D * D + 13 * D) + 2 * D;
  assertEquals(count("rotary"), model);
  assertEquals(count("learned"), model + T * D);
});

Deno.test("smallGPT scores a step without looking at what follows", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(smallGPT({ vocabulary: 9, width: 8, blocks: 2, heads: 2 }), [
    1,
    7,
  ], { arena, dtype: "f64" });
  const x = randomIndices(arena, [1, 7], 9, randomStream({ seed: 2 }));
  const before = built.forward(x, "eval").data.slice(0, 4 * 9);
  x.data[4] = (x.data[4] + 1) % 9;
  assertEquals(built.forward(x, "eval").data.slice(0, 4 * 9), before);
});

Deno.test("smallGPT begins near the loss of guessing and learns to repeat what it saw", () => {
  const [V, T] = [6, 8];
  using network = buildNetwork({
    layer: smallGPT({ vocabulary: V, width: 16, blocks: 1, heads: 2 }),
    input: [4, T],
    loss: softmaxCrossEntropy(),
    random: randomStream({ seed: 1 }),
  });
  // Each token follows from the one before.
  const x = network.arena.tensor([4, T], "i32"), target = network.arena.tensor([4, T], "i32");
  x.data.forEach((_, i) => x.data[i] = (i * 5 + Math.floor(i / T)) % V);
  x.data.forEach((token, i) => target.data[i] = (token + 5) % V);
  assertAlmostEquals(network.evaluate(x, target).loss, Math.log(V), 0.1);
  const moments = network.parameters.map(({ value }) => new Float64Array(value.size));
  for (let step = 0; step < 60; step++) {
    network.gradients(x, target);
    network.parameters.forEach(({ value, gradient }, k) =>
      value.data.forEach((_, i) => {
        moments[k][i] = 0.9 * moments[k][i] + gradient.data[i];
        value.data[i] -= 0.1 * moments[k][i];
      })
    );
  }
  assertLess(network.evaluate(x, target).loss, 0.1);
});

Deno.test("smallGPT refuses positions that it does not know", () => {
  const positions = "absolute" as "learned";
  assertThrows(() => smallGPT({ vocabulary: 2, positions }), RangeError, "got absolute");
  assertThrows(() => smallGPT({ vocabulary: 0 }), RangeError, "expected vocabulary");
  assertThrows(() => smallGPT({ vocabulary: 2, blocks: 0 }), RangeError, "expected blocks");
});
