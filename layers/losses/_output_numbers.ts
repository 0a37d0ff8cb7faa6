import type { Shape, Tensor } from "@descent/core";
import type { LossContext } from "./loss.ts";

/** A number for all outputs, or one for each along the last axis. */
export type OutputNumbers = number | readonly number[];

/** Throws unless numbers are finite and at least 0. */
export function requireWeights(what: string, numbers: OutputNumbers): void {
  const list = Array.isArray(numbers) ? numbers : [numbers];
  const wrong = list.find((each) => !(Number.isFinite(each) && each >= 0));
  if (wrong === undefined && list.length > 0) return;
  throw new RangeError(
    `${what}: expected numbers that are finite and at least 0, got ${
      list.length === 0 ? "none" : wrong
    }; 1 changes nothing`,
  );
}

/** Numbers of outputs as a tensor of the prediction's shape, the same for every row. */
export function outputTensor(
  what: string,
  numbers: OutputNumbers,
  prediction: Shape,
  { arena, dtype }: LossContext,
): Tensor {
  const K = prediction.at(-1) ?? 1;
  if (typeof numbers !== "number" && numbers.length !== K) {
    throw new TypeError(
      `${what}: expected one number or ${K}, as many as outputs on the last axis, got ${numbers.length}; check the list`,
    );
  }
  const tensor = arena.tensor(prediction, dtype);
  tensor.data.forEach((_, i) =>
    tensor.data[i] = typeof numbers === "number" ? numbers : numbers[i % K]
  );
  return tensor;
}
