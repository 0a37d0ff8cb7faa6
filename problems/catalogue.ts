import { convNet } from "./conv_net.ts";
import { fullyConnected } from "./fully_connected.ts";
import type { ProblemPlugin } from "./problem_plugin.ts";
import { residualNet } from "./residual_net.ts";
import { twoLayer } from "./two_layer.ts";

/**
 * Every test problem; the first is the default.
 *
 * @example
 * ```ts
 * import { problemCatalogue } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(problemCatalogue[0].name, "two-layer");
 * ```
 */
export const problemCatalogue: readonly ProblemPlugin[] = [
  twoLayer,
  fullyConnected,
  convNet,
  residualNet,
];
