import { buildNetwork, type Layer, meanSquaredError, type Network } from "@descent/layers";
import { type DType, randomStream, type Shape } from "@descent/core";
import type { LayerInput } from "@descent/layers";

/** Whether tests may write and read files. */
export const hasFiles = (["read", "write"] as const).every((name) =>
  Deno.permissions.querySync({ name }).state === "granted"
);

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
