import { createEngine, randomStream } from "@descent/core";
import { sampleDataset } from "@descent/data/testing";
import { assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import type { FullyConnectedChoice, WeightChoice } from "./network_choice.ts";
import type { Problem } from "./problem.ts";
import { networkText, problemNetwork } from "./problem_network.ts";
import { twoLayer } from "./two_layer.ts";

const dataset = sampleDataset();

Deno.test("problemNetwork builds the problem's layers in its number format", () => {
  using engine = createEngine();
  const problem = twoLayer({ dataset: "rows", hidden: 5, batchSize: 16, dtype: "f64" });
  using network = problemNetwork({ problem, dataset, engine, random: randomStream({ seed: 1 }) });
  assertEquals([network.input, network.output], [[16, 1, 4, 4], [16, 3]]);
  assertEquals(network.dtype, "f64");
  assertEquals(network.parameters.map(({ value }) => value.shape), [[16, 5], [5], [5, 3], [3]]);
  assertEquals(networkText(problem, dataset), "16-5-3");
});

Deno.test("problemNetwork builds a conv net from its choice", () => {
  using engine = createEngine();
  const network = { kind: "three-layer-conv", filters: 2, filterSize: 3, hidden: 5 } as const;
  const problem: Problem = { ...twoLayer({ dataset: "rows" }), network };
  using built = problemNetwork({ problem, dataset, engine, random: randomStream({ seed: 1 }) });
  assertEquals(built.parameters.filter(({ decays }) => decays).map(({ value }) => value.shape), [
    [2, 1, 3, 3],
    [8, 5],
    [5, 3],
  ]);
  assertEquals(networkText(problem, dataset), "2 filters 3x3, 2x2 max pool, 5-3");
});

Deno.test("problemNetwork builds a fully connected net with what it chose", () => {
  using engine = createEngine();
  const choose = (choice: Partial<FullyConnectedChoice>) => {
    const network = { kind: "fully-connected", hidden: [5, 5], ...choice } as const;
    const problem: Problem = { ...twoLayer({ dataset: "rows" }), network };
    using built = problemNetwork({ problem, dataset, engine, random: randomStream({ seed: 1 }) });
    const x = built.arena.tensor([1, 1, 4, 4]);
    const names = built.parameters.map(({ name }) => name);
    return {
      text: networkText(problem, dataset),
      names,
      scores: [...built.forward(x, "eval").data],
    };
  };
  // All pixels are 0 and so are the biases: relu leaves 0, the sigmoid makes 1/2 of it.
  assertEquals(choose({ activation: "relu" }).scores, [0, 0, 0]);
  const sigmoid = choose({ activation: "sigmoid" });
  assertEquals(sigmoid.text, "16-5-5-3, sigmoid");
  assertNotEquals(sigmoid.scores, [0, 0, 0]);
  const both = choose({ normalization: "batch", residual: true });
  assertEquals(both.text, "16-5-5-3, batch norm, residual");
  assertEquals(both.names.slice(3, 6), [
    "hidden2/body/affine.weight",
    "hidden2/body/norm.gain",
    "hidden2/body/norm.bias",
  ]);
});

Deno.test("problemNetwork draws the same weights from the same seed only", () => {
  using engine = createEngine();
  const weights = (seed: number) => {
    const random = randomStream({ seed });
    const problem = twoLayer({ dataset: "rows" });
    using network = problemNetwork({ problem, dataset, engine, random });
    return network.parameters.map(({ value }) => [...value.data]);
  };
  assertEquals(weights(1), weights(1));
  assertNotEquals(weights(1), weights(2));
});

Deno.test("problemNetwork draws the first weights from the choice of the problem", () => {
  using engine = createEngine();
  const deviation = (weight: WeightChoice) => {
    const problem = twoLayer({ dataset: "rows", hidden: 400 });
    const random = randomStream({ seed: 1 });
    const network = { ...problem.network, weight };
    using built = problemNetwork({ problem: { ...problem, network }, dataset, engine, random });
    const data = [...built.parameters[0].value.data];
    return Math.sqrt(data.reduce((sum, value) => sum + value ** 2, 0) / data.length);
  };
  assertAlmostEquals(deviation({ kind: "normal", scale: 0.05 }), 0.05, 0.002);
  assertAlmostEquals(deviation({ kind: "he" }), Math.sqrt(2 / 16), 0.02);
  assertAlmostEquals(deviation({ kind: "glorot" }), Math.sqrt(2 / 416), 0.003);
});

Deno.test("problemNetwork adds the L2 penalty that the problem chose to the loss", () => {
  using engine = createEngine();
  const usual = twoLayer({ dataset: "rows", dtype: "f64" });
  const lossOf = (problem: Problem) => {
    using network = problemNetwork({ problem, dataset, engine, random: randomStream({ seed: 1 }) });
    const x = network.arena.tensor([2, 1, 4, 4], "f64");
    const loss = network.gradients(x, network.arena.from([0, 1], [2], "i32"));
    const weights = network.parameters.filter(({ decays }) => decays);
    const squares = weights.flatMap(({ value }) => [...value.data]).map((w) => w ** 2);
    return { loss, squares: squares.reduce((sum, square) => sum + square, 0) };
  };
  const { loss, squares } = lossOf(usual);
  assertAlmostEquals(lossOf({ ...usual, l2Strength: 0.1 }).loss, loss + 0.05 * squares, 1e-12);
  assertEquals(lossOf({ ...usual, l2Strength: 0 }).loss, loss);
});
