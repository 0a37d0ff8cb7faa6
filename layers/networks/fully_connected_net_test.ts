import { createEngine, formatShape } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { buildAlone } from "../_build_alone.ts";
import { constant } from "../initializers/constant.ts";
import { fullyConnectedNet, type FullyConnectedNetOptions } from "./fully_connected_net.ts";

function parametersOf(options: FullyConnectedNetOptions) {
  using engine = createEngine();
  using arena = engine.arena();
  return buildAlone(arena, fullyConnectedNet(options), [2, 3, 4]).parameters
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
  const built = buildAlone(arena, net, [2, 1]);
  // Hidden units are max(-x, 0), the score is minus their sum.
  const y = built.forward(arena.from([-3, 3], [2, 1], "f64"), "eval");
  assertEquals([...y.data], [-6, 0]);
});

Deno.test("A hidden layer or class count of 0 is refused", () => {
  assertThrows(() => fullyConnectedNet({ hidden: [5, 0] }), RangeError, "Affine 'hidden2'");
  assertThrows(() => fullyConnectedNet({ hidden: [5], classes: 0 }), RangeError, "Affine 'scores'");
});
