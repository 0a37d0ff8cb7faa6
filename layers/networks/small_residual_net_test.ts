import { countCorrect, createEngine, formatShape, randomStream } from "@descent/core";
import { assertEquals, assertLess, assertThrows } from "@std/assert";
import { softmaxCrossEntropy } from "../losses/softmax_cross_entropy.ts";
import { buildNetwork } from "../network.ts";
import { buildLayer } from "../build_layer.ts";
import { smallResidualNet } from "./small_residual_net.ts";

Deno.test("smallResidualNet halves the image and projects the shortcut at each stage but the first", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const net = smallResidualNet({ filters: [2, 4], blocks: 2, classes: 3 });
  const built = buildLayer(net, [2, 3, 5, 4], { arena, dtype: "f64" });
  assertEquals(built.output, [2, 3]);
  const weights = built.parameters.filter(({ name }) => name.endsWith("weight"));
  assertEquals(weights.map(({ name, value }) => `${name} ${formatShape(value.shape)}`), [
    "conv1.weight [2, 3, 3, 3]",
    "block1/body/conv1.weight [2, 2, 3, 3]",
    "block1/body/conv2.weight [2, 2, 3, 3]",
    "block2/body/conv1.weight [2, 2, 3, 3]",
    "block2/body/conv2.weight [2, 2, 3, 3]",
    "block3/body/conv1.weight [4, 2, 3, 3]",
    "block3/body/conv2.weight [4, 4, 3, 3]",
    "block3/shortcut/conv.weight [4, 2, 1, 1]",
    "block4/body/conv1.weight [4, 4, 3, 3]",
    "block4/body/conv2.weight [4, 4, 3, 3]",
    "scores.weight [4, 3]",
  ]);
  assertEquals(built.buffers.map(({ name }) => name).slice(0, 4), [
    "norm1.runningMean",
    "norm1.runningVariance",
    "block1/body/norm1.runningMean",
    "block1/body/norm1.runningVariance",
  ]);
});

for (const image of [[3, 32, 32], [1, 28, 28]]) {
  Deno.test(`It learns four images of ${image.join("x")} by heart`, () => {
    using network = buildNetwork({
      layer: smallResidualNet({ filters: [4, 8], stride: 2, classes: 4 }),
      input: [4, ...image],
      loss: softmaxCrossEntropy(),
      random: randomStream({ seed: 72 }),
    });
    const x = network.arena.tensor([4, ...image]);
    randomStream({ seed: 73 }).fillNormal(x.data);
    const target = network.arena.from([0, 1, 2, 3], [4], "i32");
    for (let step = 0; step < 120; step++) {
      network.gradients(x, target);
      for (const { value, gradient } of network.parameters) {
        for (let i = 0; i < value.size; i++) value.data[i] -= 0.1 * gradient.data[i];
      }
    }
    assertLess(network.gradients(x, target), 0.1);
    assertEquals(countCorrect(network.evaluate(x, target).prediction, target), 4);
  });
}

Deno.test("No stage and no block are refused", () => {
  assertThrows(() => smallResidualNet({ filters: [] }), RangeError, "got 0 stages of 1 blocks");
  assertThrows(() => smallResidualNet({ blocks: 0 }), RangeError, "got 3 stages of 0 blocks");
  assertThrows(() => smallResidualNet({ filters: [4, 0] }), RangeError, "expected filters");
});

function hasOneDnn(): boolean {
  try {
    using engine = createEngine({ native: "onednn" });
    return engine.matmul.convolutions !== undefined;
  } catch {
    console.log("Tests of images in oneDNN's blocks are skipped: they need --allow-ffi and it.");
    return false;
  }
}

Deno.test({
  name: "With images in oneDNN's blocks it computes the same, to the bit for any number of threads",
  ignore: !hasOneDnn(),
  fn: async () => {
    const batch = 9, found: number[][] = [];
    for (const [native, threads] of [["none", 1], ["onednn", 1], ["onednn", 3]] as const) {
      using engine = createEngine({ native, threads });
      await engine.threads.ready();
      const layouts = new Set<string>();
      using network = buildNetwork({
        layer: smallResidualNet({ filters: [16, 32], blocks: 2 }),
        input: [batch, 3, 20, 20],
        loss: softmaxCrossEntropy(),
        random: randomStream({ seed: 74 }),
        engine,
        observer: {
          enter: () => {},
          leave: (output, layout = "planes") => {
            if (output !== undefined) layouts.add(layout);
          },
        },
      });
      const x = network.arena.tensor([batch, 3, 20, 20]);
      randomStream({ seed: 75 }).fillNormal(x.data);
      const labels = Array.from({ length: batch }, (_, i) => i % 10);
      const target = network.arena.from(labels, [batch], "i32");
      const loss = network.gradients(x, target);
      const gradients = network.parameters.flatMap(({ gradient }) => [...gradient.data]);
      const rest = network.evaluate(x.rows(0, 5), target.rows(0, 5)).loss;
      assertEquals(layouts.has("blocks"), native === "onednn");
      found.push([loss, rest, ...gradients]);
    }
    assertEquals(found[2], found[1]);
    const length = Math.hypot(...found[0]);
    const distance = Math.hypot(...found[1].map((value, i) => value - found[0][i]));
    assertLess(distance / length, 1e-4);
  },
});
