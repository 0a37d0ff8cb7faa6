import { TaskError } from "@descent/cli";
import type { Run } from "@descent/reports";
import type { Laboratory, LaboratoryOptions } from "../experiment/laboratory.ts";
import { onceEach } from "../experiment/once_each.ts";
import { askedTrials } from "../experiment/asked_trials.ts";
import { type NamedTrial, settingLabel, trialKeys } from "../trials/trial_keys.ts";

/**
 * Options of {@linkcode storedLaboratory}.
 *
 * @category Stores and checkpoints
 */
export interface StoredLaboratoryOptions
  extends Pick<LaboratoryOptions, "load" | "environment" | "tracker"> {
  /** Where trials lie, in words: `"runs-a and runs-b"`. */
  readonly place: string;
  /**
   * Gives the trials that have ended among some.
   *
   * @param keys Names of the trials.
   * @returns Each trial, or `undefined` where it has not ended.
   */
  find(keys: readonly NamedTrial[]): Promise<(Run | undefined)[]> | (Run | undefined)[];
}

/**
 * A laboratory that runs nothing: its trials are those that ran before, elsewhere.
 *
 * @category Stores and checkpoints
 * @param options Data, environment and where trials are found, see {@linkcode StoredLaboratoryOptions}.
 * @returns The laboratory. It throws a {@linkcode TaskError} where a trial is missing, which it names.
 *
 * @example
 * ```ts
 * import { progressTracker, TaskError } from "@descent/cli";
 * import { currentEnvironment, storedLaboratory } from "@descent/lab";
 * import { sampleData, sampleTrial } from "@descent/lab/testing";
 * import { assertRejects } from "@std/assert";
 *
 * const laboratory = storedLaboratory({
 *   load: sampleData,
 *   environment: currentEnvironment(),
 *   tracker: progressTracker(),
 *   place: "runs-a",
 *   find: () => [undefined],
 * });
 * await assertRejects(() => laboratory.run([sampleTrial()]), TaskError, "1 of 1 trials is not in runs-a");
 * ```
 */
export function storedLaboratory(
  { load, environment, tracker, place, find }: StoredLaboratoryOptions,
): Laboratory {
  const { code, fusedMultiplyAdd, convolution, matmul } = environment;
  const nativeMatmul = matmul.backend === "wasm" ? undefined : matmul.version;
  const data = onceEach(load);
  let asked = 0;

  const run: Laboratory["run"] = async (trials, { follow } = {}) => {
    const list = askedTrials(async (trial) => {
      const own = { code, fusedMultiplyAdd, nativeMatmul, convolution };
      const context = { data: await data(trial.problem), ...own };
      const keys = trialKeys(trial, context);
      return { trial, keys, id: keys.trialId };
    }, follow);
    for (let next = await list.ask(trials); next.length > 0;) {
      const runs = await find(next.map(({ keys }) => keys));
      const missing = next.filter((_, place) => runs[place] === undefined);
      if (missing.length > 0) {
        const [{ trial }] = missing;
        const are = missing.length === 1 ? "is" : "are";
        throw new TaskError(
          `${missing.length} of ${next.length} trials ${are} not in ${place}, such as ${trial.problem.name} ` +
            `${trial.optimizer.name} ${
              settingLabel(trial)
            } seed ${trial.seed}; run the parts that are missing, or all ` +
            "again over one folder",
        );
      }
      const following = [];
      for (const [index, { id }] of next.entries()) {
        following.push(...await list.settle(id, runs[index]!));
      }
      next = following;
    }
    const runs = list.runs();
    tracker.expect(asked += runs.length, 0);
    tracker.reuse(runs.length);
    return runs;
  };
  return { data, run };
}
