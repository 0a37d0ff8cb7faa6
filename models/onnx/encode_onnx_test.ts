import { randomStream } from "@descent/core";
import {
  affine,
  describeLayer,
  layerCatalogue,
  layerFactories,
  type Network,
  relu,
  sequential,
} from "@descent/layers";
import { assert, assertEquals, assertLessOrEqual, assertRejects } from "@std/assert";
import { hasFiles, networkOf, randomInput } from "../_testing.ts";
import { modelOf } from "../model_of.ts";
import { encodeOnnx } from "./encode_onnx.ts";
import { runOnnx } from "./_testing.ts";

const INPUTS = 100;

/** Numbers that no initializer sets: every parameter counts, and statistics of a batch. */
function trained(network: Network): Network {
  const random = randomStream({ seed: 5 });
  for (const { name, value } of network.parameters) {
    const noise = new Float32Array(value.size);
    random.split(name).fillNormal(noise);
    value.data.forEach((v, i) => value.data[i] = v + 0.1 * noise[i]);
  }
  network.forward(randomInput(network), "train");
  return network;
}

for (const { title, layer, inputs } of layerCatalogue.layers) {
  Deno.test({
    name: `ONNX's own runtime gives the outputs of ${title}`,
    ignore: !hasFiles,
    fn: async () => {
      for (const [, ...input] of inputs) {
        using network = trained(networkOf(layer, [INPUTS, ...input]));
        const x = randomInput(network);
        const y = network.forward(x, "eval").data.slice();
        const theirs = await runOnnx(await encodeOnnx(modelOf(network)), x);
        assertEquals(theirs.length, y.length);
        y.forEach((value, i) => {
          const error = Math.abs(theirs[i] - value);
          assertLessOrEqual(error, 1e-5 * Math.max(1, Math.abs(value)), `[${input}] ${i}`);
        });
      }
    },
  });
}
