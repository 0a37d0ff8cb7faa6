import type { Arena, DType, RandomStream, Shape, Tensor } from "@descent/core";
import type { Layer, LayerInput } from "../layer.ts";
import type { PredictionRange, Target, TargetKind } from "../losses/loss.ts";

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

/** Fills predictions that a loss takes: normal numbers, or numbers between 0 and 1. */
export function fillPrediction(
  values: Float32Array | Float64Array,
  range: PredictionRange,
  random: RandomStream,
): void {
  // Not too near to 0 and 1, where the loss of a probability has no bound.
  if (range === "probabilities") random.fillUniform(values, 0.1, 0.9);
  else random.fillNormal(values);
}

/** Targets for a prediction: classes below its last extent, or values of its shape: normal, from 0 to 1, 0 or 1. */
export function randomTarget(
  arena: Arena,
  kind: TargetKind,
  prediction: Shape,
  dtype: DType,
  random: RandomStream,
): Target {
  if (kind === "classes") {
    return randomIndices(arena, prediction.slice(0, -1), prediction.at(-1)!, random);
  }
  const target = arena.tensor(prediction, dtype), rounded = new Float32Array(target.size);
  if (kind === "values") random.fillNormal(rounded);
  else random.fillUniform(rounded);
  if (kind === "binary") rounded.forEach((value, i) => rounded[i] = Math.round(value));
  // Values that f32 holds exactly, so that both element types compare with the same.
  target.data.set(rounded);
  return target;
}
