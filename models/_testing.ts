import { buildNetwork, type Layer, meanSquaredError, type Network } from "@descent/layers";
import { type DType, randomStream, type Shape } from "@descent/core";
import type { LayerInput } from "@descent/layers";

/** Whether tests may write and read files. */
export const hasFiles = (["read", "write"] as const).every((name) =>
  Deno.permissions.querySync({ name }).state === "granted"
);

/** Where Debian's Python is. */
export const PYTHON = "/usr/bin/python3";

/** Whether this machine has PyTorch, such as Debian's python3-torch, and the test may run it. */
export function hasTorch(): boolean {
  const { state } = Deno.permissions.querySync({ name: "run", command: PYTHON });
  if (!hasFiles || state !== "granted") return false;
  try {
    return new Deno.Command(PYTHON, { args: ["-c", "import torch"], stderr: "null" })
      .outputSync().success;
  } catch {
    return false;
  }
}

/** A network around a layer, whose loss nobody asks for. */
export function networkOf(layer: Layer, input: Shape, dtype: DType = "f32"): Network {
  return buildNetwork({
    layer,
    input,
    loss: meanSquaredError(),
    dtype,
    random: randomStream({ seed: 7 }),
  });
}

/** A network none of whose numbers are an initializer's, as after training. */
export function trainedNetworkOf(layer: Layer, input: Shape, dtype: DType = "f32"): Network {
  const network = networkOf(layer, input, dtype), random = randomStream({ seed: 5 });
  for (const { name, value } of network.parameters) {
    const noise = new Float32Array(value.size);
    random.split(name).fillNormal(noise);
    value.data.forEach((v, i) => value.data[i] = v + 0.1 * noise[i]);
  }
  network.forward(randomInput(network), "train");
  return network;
}

/** Random inputs of a network: numbers, or indices of 0 and 1 as far as it has them. */
export function randomInput({ arena, input, layer, dtype }: Network): LayerInput {
  const random = randomStream({ seed: 8 });
  const indexCount = layer.indexCount;
  if (indexCount === undefined) {
    const x = arena.tensor(input, dtype);
    random.fillNormal(x.data);
    return x;
  }
  const x = arena.tensor(input, "i32");
  x.data.forEach((_, i) => x.data[i] = i % indexCount);
  return x;
}

/** Runs a test on a file that is removed afterwards. */
export async function withFile(test: (path: string) => void | Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "descent-" });
  try {
    await test(`${folder}/model.safetensors`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
