import type { Arena, DType, RandomStream, Shape, Tensor } from "@descent/core";
import type { Layer, LayerInput } from "../layer.ts";
import type { Target, TargetKind } from "../losses/loss.ts";

/** Indices from 0 to `count` − 1, for layers that take them and losses that compare with them. */
export function randomIndices(
  arena: Arena,
  shape: Shape,
  count: number,
  random: RandomStream,
): Tensor<"i32"> {
  const indices = arena.tensor(shape, "i32");
  for (let i = 0; i < indices.size; i++) indices.data[i] = random.integer(count);
  return indices;
}

/** Random input of a layer: normal numbers, or indices where it takes those. */
export function randomInput(
  arena: Arena,
  { indexCount }: Pick<Layer, "indexCount">,
  shape: Shape,
  dtype: DType,
  random: RandomStream,
): LayerInput {
  if (indexCount !== undefined) return randomIndices(arena, shape, indexCount, random);
  const x = arena.tensor(shape, dtype);
  random.fillNormal(x.data);
  return x;
}

/** Targets for a prediction: classes below its last extent, or values of its shape, normal or from 0 to 1. */
export function randomTarget(
  arena: Arena,
  kind: TargetKind,
  prediction: Shape,
  dtype: DType,
  random: RandomStream,
): Target {
  if (kind === "classes") {
    return randomIndices(arena, [prediction[0]], prediction.at(-1)!, random);
  }
  const target = arena.tensor(prediction, dtype), rounded = new Float32Array(target.size);
  if (kind === "values") random.fillNormal(rounded);
  else random.fillUniform(rounded);
  // Values that f32 holds exactly, so that both element types compare with the same.
  target.data.set(rounded);
  return target;
}
