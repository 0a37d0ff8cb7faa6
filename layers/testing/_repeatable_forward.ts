import type { Tensor } from "@descent/core";
import type { BuiltLayer, LayerInput, Mode } from "../layer.ts";

/**
 * Forward passes that all begin with the same buffers, so that each gives the same output for the same input: dropout
 * draws the same mask again.
 */
export function repeatableForward(built: BuiltLayer): (x: LayerInput, mode: Mode) => Tensor {
  const kept = built.buffers.map(({ value }) => value.data.slice());
  return (x, mode) => {
    built.buffers.forEach(({ value }, i) => value.data.set(kept[i]));
    return built.forward(x, mode);
  };
}
