import { type Arena, randomStream, type Shape } from "@descent/core";
import type { BuildContext, BuiltLayer, Layer } from "../layer.ts";

/** Builds one layer outside of a network, for checks and tests; f64 and with input gradient unless told otherwise. */
export function buildAlone(
  arena: Arena,
  layer: Layer,
  input: Shape,
  context: Partial<BuildContext> = {},
): BuiltLayer {
  const unnamed = layer.kind === "sequential" ? "" : `${layer.kind}1`;
  return layer.build(input, {
    arena,
    dtype: "f64",
    random: randomStream({ seed: 1 }),
    path: layer.name ?? unnamed,
    needsInputGradient: true,
    ...context,
  });
}
