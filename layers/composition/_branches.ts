import { formatShape, type Shape } from "@descent/core";
import type { BuildContext, BuiltLayer, Layer } from "../layer.ts";
import { buildChild, childNames, containerLabel } from "./_children.ts";

/** A layer that shares its input with others. */
export interface Branch {
  /** Name within the container. */
  readonly name: string;
  readonly built: BuiltLayer;
}

/** Layers of a container that all take its input. */
export interface BranchesOptions {
  /** Their container, for messages: `Residual`. */
  readonly container: string;
  readonly layers: readonly Layer[];
  /** Their names where they were given none. */
  readonly names: readonly string[];
}

/** Builds layers for one input, each with a path and a stream of its own. */
export function buildBranches(
  { container, layers, names: defaults }: BranchesOptions,
  input: Shape,
  context: BuildContext,
): readonly Branch[] {
  const named = layers.map(({ kind, name }, i) => ({ kind, name: name ?? defaults[i] }));
  const names = childNames(container, context.path, named);
  return layers.map((layer, i) => {
    if (layer.indexCount !== undefined) {
      throw new TypeError(
        `${containerLabel(container, context.path)}: expected branches that take numbers, got '${
          names[i]
        }', which takes indices; put it before the branches`,
      );
    }
    const { needsInputGradient, layouts } = context;
    return {
      name: names[i],
      built: buildChild(layer, input, context, { name: names[i], needsInputGradient, layouts }),
    };
  });
}

/** The branches' output shapes with their names, for messages. */
export function formatOutputs(branches: readonly Branch[]): string {
  return branches.map(({ name, built: { output: [, ...rest] } }) =>
    `'${name}' ${formatShape(["N", ...rest])}`
  ).join(" and ");
}
