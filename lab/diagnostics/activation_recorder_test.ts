import { createEngine, randomStream } from "@descent/core";
import { affine, buildNetwork, relu, sequential, softmaxCrossEntropy, tanh } from "@descent/layers";
import { assertEquals } from "@std/assert";
import { activationRecorder } from "./activation_recorder.ts";

Deno.test("activationRecorder hears each layer that runs forward, and only while it records", () => {
  const { observer, record } = activationRecorder();
  using engine = createEngine();
  const layer = sequential([
    affine({ units: 3, name: "hidden" }),
    relu({ name: "gate" }),
    affine({ units: 2, name: "scores" }),
    tanh({ name: "squash" }),
  ]);
  using network = buildNetwork({
    layer,
    input: [4, 2],
    loss: softmaxCrossEntropy(),
    random: randomStream({ seed: 1 }),
    engine,
    observer,
  });
  const { arena } = network;
  const weight = network.parameters.find(({ name }) => name === "hidden.weight")!;
  // Of three units one is above 0 for positive inputs, one below 0, one 0.
  weight.value.data.set([1, -1, 0, 1, -1, 0]);
  const inputs = arena.from([1, 2, 3, 4, 5, 6, 7, 8], [4, 2]);
  const targets = arena.from([0, 1, 0, 1], [4], "i32");
  const run = () => void network.gradients(inputs, targets);
  const recorded = record(run);
  assertEquals([...recorded.keys()], ["hidden", "scores", "squash"]);
  // The gate is applied while the layer before it stores its output.
  assertEquals(recorded.get("hidden"), { quantiles: [0, 0, 11], deadUnits: 2 / 3 });
  assertEquals(recorded.get("squash")!.deadUnits, null);
  run();
  assertEquals(record(() => {}).size, 0);
});
