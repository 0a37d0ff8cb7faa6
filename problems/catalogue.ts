import type { Problem } from "./problem.ts";
import { residualNet } from "./residual_net.ts";
import { twoLayer, type TwoLayerOptions } from "./two_layer.ts";

/** A test problem that can be chosen by name. */
export interface ProblemEntry {
  /** The name on the command line. */
  readonly name: string;
  /**
   * Makes it.
   *
   * @param options What is chosen; a problem without such a thing leaves it out.
   * @returns The problem.
   */
  readonly create: (options: TwoLayerOptions) => Problem;
}

/**
 * Every test problem; the first is the default.
 *
 * @example
 * ```ts
 * import { problemCatalogue } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const [{ create }] = problemCatalogue;
 * assertEquals(create({ dataset: "mnist" }).name, "mnist-two-layer");
 * ```
 */
export const problemCatalogue: readonly ProblemEntry[] = [
  { name: "two-layer", create: twoLayer },
  { name: "residual-net", create: residualNet },
];
