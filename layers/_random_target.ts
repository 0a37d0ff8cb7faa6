import type { Arena, DType, RandomStream, Shape } from "@descent/core";
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
  const target = arena.tensor([prediction[0]], "i32");
  for (let n = 0; n < target.size; n++) target.data[n] = random.integer(prediction.at(-1)!);
  return target;
}
