import type { Arena, DType, RandomStream, Shape } from "@descent/core";
import { randomIndices } from "./_random_indices.ts";
import type { Target } from "./loss.ts";

/** Targets for a prediction: classes below its last extent, or normal values of its shape. */
export function randomTarget(
  arena: Arena,
  kind: "classes" | "values",
  prediction: Shape,
  dtype: DType,
  random: RandomStream,
): Target {
  if (kind === "values") {
    const target = arena.tensor(prediction, dtype);
    random.fillNormal(target.data);
    return target;
  }
  return randomIndices(arena, [prediction[0]], prediction.at(-1)!, random);
}
