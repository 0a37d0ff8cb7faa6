import type { Arena, DType, RandomStream, Shape } from "@descent/core";
import { randomIndices } from "./_random_indices.ts";
import type { Layer, LayerInput } from "./layer.ts";

/** What a layer can compute from: normal numbers, or indices where it takes those. */
export function randomInput(
  arena: Arena,
  { indices }: Pick<Layer, "indices">,
  shape: Shape,
  dtype: DType,
  random: RandomStream,
): LayerInput {
  if (indices !== undefined) return randomIndices(arena, shape, indices, random);
  const x = arena.tensor(shape, dtype);
  random.fillNormal(x.data);
  return x;
}
