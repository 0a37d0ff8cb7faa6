import type { GradientCheck } from "./gradient_check.ts";

/**
 * The worst of several checks of one tensor.
 *
 * @category Gradient checks
 */
export interface WorstCheck extends GradientCheck {
  /** How many checks there were: one for each shape and mode. */
  readonly count: number;
}

/**
 * Whether an error is within its bound.
 *
 * @category Gradient checks
 * @param check The check.
 * @returns Whether it passes; an error that is no number does not.
 *
 * @example A bound may be reached
 * ```ts
 * import { passesCheck } from "@descent/verify";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([1e-9, 2e-9, NaN].map((error) => passesCheck({ error, bound: 1e-9 })), [true, false, false]);
 * ```
 */
export function passesCheck({ error, bound }: Pick<GradientCheck, "error" | "bound">): boolean {
  return error <= bound;
}

/**
 * For each tensor of each entry the check with the largest error, over all shapes and modes.
 *
 * @category Gradient checks
 * @param checks All checks.
 * @returns The worst ones, in the order in which tensors first occur.
 *
 * @example Two shapes of one tensor
 * ```ts
 * import { type GradientCheck, worstChecks } from "@descent/verify";
 * import { assertEquals } from "@std/assert";
 *
 * const check: GradientCheck = {
 *   group: "layer",
 *   title: "relu",
 *   input: [1, 1],
 *   mode: "train",
 *   tensor: "input",
 *   error: 1e-12,
 *   bound: 1e-11,
 *   printed: undefined,
 * };
 * const [worst] = worstChecks([check, { ...check, input: [3, 7], error: 2e-12 }]);
 * assertEquals([worst.input, worst.count], [[3, 7], 2]);
 * ```
 */
export function worstChecks(checks: readonly GradientCheck[]): WorstCheck[] {
  const groups = Map.groupBy(checks, ({ group, title, tensor }) => `${group}/${title}/${tensor}`);
  return [...groups.values()].map((group) => {
    const worst = group.reduce((most, each) => size(each) > size(most) ? each : most);
    return { ...worst, count: group.length };
  });
}

/** An error that is no number is larger than any. */
function size({ error }: GradientCheck): number {
  return Number.isNaN(error) ? Infinity : error;
}
