import { countCorrect, createEngine, randomStream } from "@descent/core";
import { heapGrowth } from "@descent/core/testing";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertLessOrEqual,
  assertNotEquals,
  assertThrows,
} from "@std/assert";
import { affine } from "./linear/affine.ts";
import { softmaxCrossEntropy } from "./losses/softmax_cross_entropy.ts";
import { buildNetwork, type NetworkOptions } from "./network.ts";
import { fullyConnectedNet } from "./networks/fully_connected_net.ts";
import { twoLayerNet } from "./networks/two_layer_net.ts";
import { l2Penalty } from "./penalties/l2_penalty.ts";

const options: NetworkOptions = {
  layer: twoLayerNet({ hidden: 7, classes: 3 }),
  input: [6, 5],
  loss: softmaxCrossEntropy(),
  random: randomStream({ seed: 5 }),
};

function batchFor(network: ReturnType<typeof buildNetwork>, N: number) {
  const random = randomStream({ seed: 6 });
  const x = network.arena.tensor([N, 5], network.dtype);
  random.fillNormal(x.data);
  const classes = Array.from({ length: N }, () => random.integer(3));
  return { x, target: network.arena.from(classes, [N], "i32") };
}

Deno.test("A network of one layer that is no container works and names its parameters", () => {
  using network = buildNetwork({ ...options, layer: affine({ units: 3 }) });
  assertEquals(network.parameters.map(({ name }) => name), ["affine1.weight", "affine1.bias"]);
});

Deno.test("f32 weights are the rounded f64 weights", () => {
  using single = buildNetwork(options);
  using double = buildNetwork({ ...options, dtype: "f64" });
  single.parameters.forEach(({ value }, i) =>
    assertEquals(value.data, Float32Array.from(double.parameters[i].value.data))
  );
});

Deno.test("Gradients descend to a perfect fit, and evaluate agrees", () => {
  using network = buildNetwork({ ...options, dtype: "f64" });
  const { x, target } = batchFor(network, 6);
  const first = network.gradients(x, target);
  assertEquals(network.evaluate(x, target).loss, first);
  for (let step = 0; step < 300; step++) {
    network.gradients(x, target);
    for (const { value, gradient } of network.parameters) {
      gradient.data.forEach((g, i) => value.data[i] -= 0.5 * g);
    }
  }
  const { loss, prediction } = network.evaluate(x, target);
  const correct = countCorrect(prediction, target);
  assert(loss < first / 10);
  assertEquals(correct, 6);
});

Deno.test("A repeated step gives the loss and gradients of the step, with its penalty, masks and statistics", () => {
  const layer = fullyConnectedNet({
    hidden: [7, 6],
    classes: 3,
    normalization: "batch",
    dropout: 0.4,
  });
  const networkOf = () =>
    buildNetwork({ ...options, layer, penalty: l2Penalty({ strength: 0.1 }) });
  using network = networkOf();
  using plain = networkOf();
  const { x, target } = batchFor(network, 6), batch = batchFor(plain, 6);
  const step = (mode?: "train" | "repeat") => {
    const loss = network.gradients(x, target, mode);
    const { parameters, buffers } = network;
    const gradients = parameters.map(({ gradient }) => gradient.data.slice());
    return { loss, gradients, buffers: buffers.map(({ value }) => value.data.slice()) };
  };
  const first = step();
  for (let i = 0; i < 3; i++) assertEquals(step("repeat"), first);
  const losses = [plain.gradients(batch.x, batch.target), plain.gradients(batch.x, batch.target)];
  assertEquals([first.loss, step().loss], losses);
  assertNotEquals(losses[0], losses[1]);
});

Deno.test("The gradient of a batch is the mean of those of its halves", () => {
  using network = buildNetwork({ ...options, dtype: "f64" });
  const { x, target } = batchFor(network, 6);
  const gradientsOf = (from: number, to: number) => {
    const loss = network.gradients(x.rows(from, to), target.rows(from, to));
    return [loss, ...network.parameters.flatMap(({ gradient }) => [...gradient.data])];
  };
  const whole = gradientsOf(0, 6), first = gradientsOf(0, 2), second = gradientsOf(2, 6);
  whole.forEach((value, i) => assertAlmostEquals(value, (2 * first[i] + 4 * second[i]) / 6, 1e-14));
});

Deno.test("The penalty is part of the training loss and of the weights' gradients alone", () => {
  using plain = buildNetwork({ ...options, dtype: "f64" });
  using penalized = buildNetwork({ ...options, dtype: "f64", penalty: l2Penalty({ strength: 3 }) });
  const batch = batchFor(plain, 6), { x, target } = batchFor(penalized, 6);
  const loss = plain.gradients(batch.x, batch.target);
  const total = penalized.gradients(x, target);
  let squares = 0;
  penalized.parameters.forEach(({ value, gradient, decays }, p) =>
    gradient.data.forEach((g, i) => {
      const penalty = decays ? 3 * value.data[i] : 0;
      if (decays) squares += value.data[i] ** 2;
      assertAlmostEquals(g, plain.parameters[p].gradient.data[i] + penalty, 1e-14);
    })
  );
  assertAlmostEquals(total, loss + 1.5 * squares, 1e-13);
  assertAlmostEquals(penalized.evaluate(x, target).loss, loss, 1e-14);
});

Deno.test("Batches that do not fit are refused with what was wanted", () => {
  using network = buildNetwork(options);
  const { arena } = network;
  const forward = (shape: number[], dtype: "f32" | "f64" = "f32") => () =>
    network.forward(arena.tensor(shape, dtype), "eval");
  assertThrows(forward([7, 5]), RangeError, "a batch of 1 to 6 examples, got 7");
  assertThrows(forward([0, 5]), RangeError, "got 0");
  assertThrows(forward([2, 4]), TypeError, "expected f32 input [N, 5], got f32 [2, 4]");
  assertThrows(forward([2, 5, 1]), TypeError, "got f32 [2, 5, 1]");
  assertThrows(forward([2, 5], "f64"), TypeError, "got f64 [2, 5]");
  assertThrows(() => buildNetwork({ ...options, input: [0, 5] }), RangeError, "got [0, 5]");
});

Deno.test("A network frees its memory, also when it cannot be built", () => {
  using engine = createEngine();
  buildNetwork({ ...options, engine })[Symbol.dispose]();
  assertEquals(engine.bytesInUse, 0);
  const layer = affine({ units: 3, name: "scores" });
  assertThrows(
    () => buildNetwork({ ...options, engine, layer, input: [2, 3, 4] }),
    TypeError,
    "Affine 'scores': expected input [N, 12], got [N, 3, 4]",
  );
  assertEquals(engine.bytesInUse, 0);
});

Deno.test("A training step allocates nothing but the odd boxed number, for every batch size seen", () => {
  using network = buildNetwork({ ...options, penalty: l2Penalty({ strength: 1e-3 }) });
  const { x, target } = batchFor(network, 6);
  const small = { x: x.rows(0, 4), target: target.rows(0, 4) };
  const steps = (count: number) => {
    for (let step = 0; step < count; step++) {
      network.gradients(x, target);
      network.gradients(small.x, small.target);
    }
  };
  steps(1);
  const kernelBytes = network.arena.engine.bytesInUse;
  // 250 bytes for each of a hundred steps; a single tensor view takes more.
  const bound = 100 * 250;
  assertLessOrEqual(heapGrowth(() => steps(50), { bound }), bound, "bytes for 100 steps");
  assertEquals(network.arena.engine.bytesInUse, kernelBytes);
});
