import { randomStream } from "@descent/core";
import { buildNetwork, softmaxCrossEntropy, twoLayerNet } from "@descent/layers";
import { assertEquals } from "@std/assert";
import { weightsCopy } from "./weights_copy.ts";

Deno.test("weightsCopy restores all parameters of the last save, as often as asked", () => {
  using network = buildNetwork({
    layer: twoLayerNet({ hidden: 3, classes: 2 }),
    input: [1, 4],
    loss: softmaxCrossEntropy(),
    random: randomStream({ seed: 1 }),
  });
  const values = () => network.parameters.map(({ value }) => [...value.data]);
  const fill = (number: number) => {
    for (const { value } of network.parameters) value.data.fill(number);
  };
  const saved = weightsCopy(network);
  saved.save();
  fill(1);
  saved.save();
  const ones = values();
  for (const number of [2, 3]) {
    fill(number);
    saved.restore();
    assertEquals(values(), ones);
  }
});
