import { autoencoderProblem, variationalAutoencoderProblem } from "./autoencoder.ts";
import { boardCatalogue } from "./board/board_problems.ts";
import { characterModel } from "./character_model.ts";
import { cifarResNetProblem } from "./cifar_resnet.ts";
import { convNet } from "./conv_net.ts";
import { fullyConnected } from "./fully_connected.ts";
import type { ProblemPlugin } from "./contract/problem_plugin.ts";
import { residualNet } from "./residual_net.ts";
import { tableClassifier } from "./table_classifier.ts";
import { tableRegressor } from "./table_regressor.ts";
import { twoLayer } from "./two_layer.ts";

/**
 * Every test problem; the first is the default.
 *
 * @category Problems
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
  cifarResNetProblem,
  autoencoderProblem,
  variationalAutoencoderProblem,
  characterModel,
  tableClassifier,
  tableRegressor,
  ...boardCatalogue,
];

/**
 * The problem of a given name.
 *
 * @category Problems
 * @param name Such as `two-layer`.
 * @returns The problem.
 * @throws {RangeError} When none has the name; the message lists those that there are.
 *
 * @example
 * ```ts
 * import { findProblem } from "@descent/problems";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * assertEquals(findProblem("two-layer").title, "Two-layer net");
 * assertThrows(() => findProblem("two"), RangeError, "expected one of two-layer,");
 * ```
 */
export function findProblem(name: string): ProblemPlugin {
  const found = problemCatalogue.find((plugin) => plugin.name === name);
  if (found !== undefined) return found;
  throw new RangeError(
    `findProblem: expected one of ${
      problemCatalogue.map((plugin) => plugin.name).join(", ")
    }, got '${name}'; check the spelling, or load a problem of that name`,
  );
}
