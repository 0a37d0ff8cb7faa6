import { createEngine, formatShape } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { tanh } from "../activations/tanh.ts";
import { constant } from "../initializers/constant.ts";
import { buildLayer } from "../build_layer.ts";
import { fullyConnectedNet, type FullyConnectedNetOptions } from "./fully_connected_net.ts";

function parametersOf(options: FullyConnectedNetOptions) {
  using engine = createEngine();
  using arena = engine.arena();
  return buildLayer(fullyConnectedNet(options), [2, 3, 4], { arena, dtype: "f64" }).parameters
    .map(({ name, value }) => `${name} ${formatShape(value.shape)}`);
}

Deno.test("fullyConnectedNet has an affine layer for each hidden one and one for the scores", () => {
  assertEquals(parametersOf({ hidden: [7, 5], classes: 3 }), [
    "hidden1.weight [12, 7]",
    "hidden1.bias [7]",
    "hidden2.weight [7, 5]",
    "hidden2.bias [5]",
    "scores.weight [5, 3]",
    "scores.bias [3]",
  ]);
  assertEquals(parametersOf({ hidden: [] }), ["scores.weight [12, 10]", "scores.bias [10]"]);
});

Deno.test("Its hidden layers are rectified and its scores are not", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const weight = constant({ value: -1 });
  const net = fullyConnectedNet({ hidden: [2], classes: 1, weight });
  const built = buildLayer(net, [2, 1], { arena, dtype: "f64" });
  // Hidden units are max(-x, 0), the score is minus their sum.
  const y = built.forward(arena.from([-3, 3], [2, 1], "f64"), "eval");
  assertEquals([...y.data], [-6, 0]);
});

Deno.test("A hidden layer or class count of 0 is refused", () => {
  assertThrows(() => fullyConnectedNet({ hidden: [5, 0] }), RangeError, "Affine 'hidden2'");
  assertThrows(() => fullyConnectedNet({ hidden: [5], classes: 0 }), RangeError, "Affine 'scores'");
});

Deno.test("Hidden layers are normalized before their activation and dropped after it", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const options = { hidden: [3, 2], classes: 2, dropout: 0.5 } as const;
  const net = fullyConnectedNet({ ...options, normalization: "batch" });
  const { parameters, buffers } = buildLayer(net, [4, 5], { arena, dtype: "f64" });
  assertEquals(parameters.map(({ name }) => name), [
    "hidden1.weight",
    "norm1.gain",
    "norm1.bias",
    "hidden2.weight",
    "norm2.gain",
    "norm2.bias",
    "scores.weight",
    "scores.bias",
  ]);
  assertEquals(buffers.map(({ name }) => name), [
    "norm1.runningMean",
    "norm1.runningVariance",
    "dropout1.passes",
    "norm2.runningMean",
    "norm2.runningVariance",
    "dropout2.passes",
  ]);
  assertEquals(parametersOf({ ...options, normalization: "layer" }).slice(0, 4), [
    "hidden1.weight [12, 3]",
    "hidden1.bias [3]",
    "norm1.gain [3]",
    "norm1.bias [3]",
  ]);
});

Deno.test("A residual hidden layer is added to the one before, through a projection where units differ", () => {
  assertEquals(parametersOf({ hidden: [3, 3, 2], classes: 2, residual: true }), [
    "hidden1.weight [12, 3]",
    "hidden1.bias [3]",
    "hidden2/body/affine.weight [3, 3]",
    "hidden2/body/affine.bias [3]",
    "hidden3/body/affine.weight [3, 2]",
    "hidden3/body/affine.bias [2]",
    "hidden3/shortcut.weight [3, 2]",
    "scores.weight [2, 2]",
    "scores.bias [2]",
  ]);
  using engine = createEngine();
  using arena = engine.arena();
  const weight = constant({ value: 2 });
  const net = fullyConnectedNet({ hidden: [1, 1], classes: 1, weight, residual: true });
  const y = buildLayer(net, [2, 1], { arena, dtype: "f64" }).forward(
    arena.from([1, 10], [2, 1], "f64"),
    "eval",
  );
  // The first hidden unit is 2 x, the second 2 x + 4 x.
  assertEquals([...y.data], [12, 120]);
});

Deno.test("Another activation takes the place of relu", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const weight = constant({ value: 1 });
  const net = fullyConnectedNet({ hidden: [1, 1], classes: 1, weight, activation: tanh() });
  const y = buildLayer(net, [1, 1], { arena, dtype: "f64" }).forward(
    arena.from([0.5], [1, 1], "f64"),
    "eval",
  );
  assertAlmostEquals(y.data[0], Math.tanh(Math.tanh(0.5)), 1e-15);
});

Deno.test("An unknown normalization and a dropout out of range are refused", () => {
  const net = (options: object) => () => fullyConnectedNet({ hidden: [3], ...options });
  assertThrows(
    net({ normalization: "group" }),
    RangeError,
    `"none", "batch" or "layer", got group`,
  );
  assertThrows(net({ dropout: 1 }), RangeError, "Dropout 'dropout1'");
});
