import type { Arena, DType, RandomStream, Shape } from "@descent/core";
import { randomIndices } from "./_random_indices.ts";
import type { Target, TargetKind } from "./losses/loss.ts";

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
