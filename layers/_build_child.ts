import type { Shape } from "@descent/core";
import type { BuildContext, BuiltLayer, FusedActivation, Layer } from "./layer.ts";
import { observed } from "./layer_observer.ts";

/** What of a container's context is not simply passed on to its layer. */
export interface ChildOptions {
  /** The layer's name within the container. */
  readonly name: string;
  /** Whether the container reads the layer's input gradient. */
  readonly needsInputGradient: boolean;
  /** What the layer applies to its output; default nothing. */
  readonly activation?: FusedActivation | undefined;
}

/** Builds a layer of a container, with a path and a stream of its own. */
export function buildChild(
  layer: Layer,
  input: Shape,
  context: BuildContext,
  { name, needsInputGradient, activation }: ChildOptions,
): BuiltLayer {
  const path = context.path === "" ? name : `${context.path}/${name}`;
  const random = context.random.split(name);
  const built = layer.build(input, { ...context, path, random, needsInputGradient, activation });
  return observed(built, path, context.observer);
}
