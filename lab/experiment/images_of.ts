import type { SharedDataset } from "@descent/data";
import type { ProblemChoice } from "@descent/problems";
import type { Laboratory } from "./laboratory.ts";

/**
 * The images of a problem, for an experiment that names them in its report or counts them.
 *
 * @category Experiments
 * @param laboratory Where the problem's data are loaded.
 * @param problem The problem.
 * @returns Its data set.
 * @throws {TypeError} When the problem's data are no data set with a training part.
 *
 * @example
 * ```ts
 * import { imagesOf } from "@descent/lab";
 * import { fakeLaboratory } from "@descent/lab/testing";
 * import { chooseProblem, twoLayer } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const { train } = await imagesOf(fakeLaboratory(() => 0.9), chooseProblem(twoLayer));
 * assertEquals(train.count, 90);
 * ```
 */
export async function imagesOf(
  laboratory: Pick<Laboratory, "data">,
  problem: ProblemChoice,
): Promise<SharedDataset> {
  const data = await laboratory.data(problem);
  if ("train" in data) return data as SharedDataset;
  throw new TypeError(
    `imagesOf: expected a problem whose data are a data set with a training part, got '${problem.name}'; take one of ` +
      "labelled images",
  );
}
