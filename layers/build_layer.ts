import { randomStream, type Shape } from "@descent/core";
import type { BuildContext, BuiltLayer, Layer } from "./layer.ts";

/**
 * Options of {@linkcode buildLayer}: where to allocate, and what else differs from the defaults.
 *
 * @category Writing a layer
 */
export type BuildLayerOptions = Pick<BuildContext, "arena"> & Partial<BuildContext>;

/**
 * Builds a layer outside of a network: to try it, to test it, or as a part of a model that is not one chain.
 *
 * @category Writing a layer
 * @param layer The layer.
 * @param input Shape of the largest input minibatch.
 * @param options The arena; and dtype, default `"f32"`, random stream, default that of seed 1, path, default the layer's
 * name or its kind and 1, whether the input gradient is needed, default true, and the rest of {@linkcode BuildContext}.
 * @returns The layer, ready to run.
 * @throws {TypeError} When the layer cannot take this shape.
 *
 * @example Forward and backward of a rectifier
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, relu } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(relu(), [1, 2], { arena });
 * assertEquals([...built.forward(arena.from([-3, 4], [1, 2]), "train").data], [0, 4]);
 * assertEquals([...built.backward(arena.from([1, 1], [1, 2]))!.data], [0, 1]);
 * ```
 */
export function buildLayer(layer: Layer, input: Shape, options: BuildLayerOptions): BuiltLayer {
  return layer.build(input, {
    dtype: "f32",
    random: randomStream({ seed: 1 }),
    path: layer.name ?? (layer.kind === "sequential" ? "" : `${layer.kind}1`),
    needsInputGradient: true,
    ...options,
  });
}
