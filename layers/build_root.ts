import type { Shape } from "@descent/core";
import { sequential } from "./composition/sequential.ts";
import type { BuildContext, Layer, LayerPart } from "./layer.ts";

/**
 * Where a whole network is built: a {@linkcode BuildContext} without what containers decide.
 *
 * @category Writing a layer
 */
export type RootContext = Pick<BuildContext, "arena" | "dtype" | "random" | "observer">;

/**
 * Builds a layer as a whole network, as {@linkcode buildNetwork} does: its names begin with no path, and nobody reads
 * its input gradient.
 *
 * @category Writing a layer
 * @param layer The layer; one that is no sequential network becomes the only layer of one.
 * @param input Shape of the largest input minibatch.
 * @param context Memory, element type, random stream and observer.
 * @returns The root, with the layers inside.
 * @throws {TypeError} When a shape does not fit; the message names the layer and both shapes.
 *
 * @example
 * ```ts
 * import { createEngine, randomStream } from "@descent/core";
 * import { affine, buildRoot } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const random = randomStream({ seed: 1 });
 * const { parts: [part] } = buildRoot(affine({ units: 3 }), [1, 2], { arena, dtype: "f32", random });
 * assertEquals([part.path, part.input, part.built.output], ["affine1", [1, 2], [1, 3]]);
 * ```
 */
export function buildRoot(layer: Layer, input: Shape, context: RootContext): LayerPart {
  const root = layer.kind === "sequential" ? layer : sequential([layer]);
  const path = root.name ?? "", parts: LayerPart[] = [];
  const built = root.build(input, { ...context, path, needsInputGradient: false, parts });
  return { path, layer: root, input, activation: undefined, built, parts };
}
