import { allPlanes, type ImageLayouts, type Shape } from "@descent/core";
import type { BuildContext, BuiltLayer, FusedActivation, Layer, LayerPart } from "../layer.ts";
import { observed } from "../observed.ts";
import { inPlanes } from "./_in_planes.ts";

/** Name of a container in messages: its kind and, below the root, its path. */
export function containerLabel(container: string, path: string): string {
  return path === "" ? container : `${container} '${path}'`;
}

/** The names of a container's layers: the given ones, else kind and number among those of the kind. */
export function childNames(
  container: string,
  path: string,
  layers: readonly Pick<Layer, "kind" | "name">[],
): readonly string[] {
  const counts = new Map<string, number>();
  const names = layers.map(({ kind, name }) => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return name ?? `${kind}${count}`;
  });
  const label = containerLabel(container, path);
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) {
      throw new TypeError(
        `${label}: expected layers of different names, got '${name}' twice; rename one of them`,
      );
    }
    if (!/^[^\s./]+$/.test(name)) {
      throw new TypeError(
        `${label}: expected layer names without spaces, '.' and '/', got '${name}'; rename the layer`,
      );
    }
    seen.add(name);
  }
  return names;
}

/** The part of a layer's context that its container decides. */
export interface ChildOptions {
  /** The layer's name within the container. */
  readonly name: string;
  /** Whether the container reads the layer's input gradient. */
  readonly needsInputGradient: boolean;
  /** Activation that the layer applies to its output; default none. */
  readonly activation?: FusedActivation | undefined;
  /** How its input lies, and whether its output may lie in blocks; default in planes. */
  readonly layouts?: ImageLayouts | undefined;
}

/** Builds a layer of a container, with a path and a stream of its own. */
export function buildChild(
  layer: Layer,
  input: Shape,
  context: BuildContext,
  { name, needsInputGradient, activation, layouts: wanted = allPlanes }: ChildOptions,
): BuiltLayer {
  const path = context.path === "" ? name : `${context.path}/${name}`;
  const random = context.random.split(name);
  const parts: LayerPart[] = [];
  const layouts = layer.blocks === undefined ? allPlanes : wanted;
  const child = { ...context, path, random, needsInputGradient, activation, layouts, parts };
  const built = layer.build(input, child);
  context.parts?.push({ path, layer, input, activation, built, parts });
  const heard = observed(built, path, context.observer);
  return wanted.output === "blocks" ? heard : inPlanes(heard, context);
}
