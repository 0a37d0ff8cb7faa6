import { RUN_RECORD_VERSION, type TrialKeys } from "@descent/reports";
import { canonicalJson, sha256 } from "./_digest.ts";
import type { Trial } from "./trial.ts";

/** What a trial's identity depends on besides the trial itself. */
export interface TrialContext {
  /** Digest of the data, so that other images under the same name make another trial. */
  readonly datasetDigest: string;
  /** Version of Descent. */
  readonly version: string;
  /**
   * Version of the native library that computes matrix products: its bits are its own. Absent where wasm does,
   * whose version is Descent's: so trials on disk from before there was a choice stay what they are.
   */
  readonly nativeMatmul?: string | undefined;
}

const LONGEST_LABEL = 100;
const DIGEST_DIGITS = 10;

/**
 * The fields that name a trial and its folder. The setting's id ends in a digest of everything that decides how
 * the trial goes, but for the seed, which has its own field: two trials have the same keys exactly when
 * one may stand for the other. The number of threads is not among it, as it changes no bit.
 *
 * @param trial The trial.
 * @param context What else decides how it goes.
 * @returns The keys, such as `learningRate=0.001-9f86d08188` for the setting's id.
 *
 * @example The number of epochs makes another trial, its phase does not
 * ```ts
 * import { trialKeys } from "@descent/lab";
 * import { sampleTrial } from "@descent/lab/testing";
 * import { assertEquals, assertNotEquals } from "@std/assert";
 *
 * const context = { datasetDigest: "", version: "0.1.0" };
 * const id = async (trial = sampleTrial()) => (await trialKeys(trial, context)).setting.id;
 * const { problem } = sampleTrial();
 * assertEquals(await id(sampleTrial({ phase: "final" })), await id());
 * assertNotEquals(await id(sampleTrial({ problem: { ...problem, epochs: 3 } })), await id());
 * ```
 */
export async function trialKeys(trial: Trial, context: TrialContext): Promise<TrialKeys> {
  const { experiment, problem, optimizer, plugin, hyperparameters, variables, seed, testing } =
    trial;
  const deciding = {
    recordVersion: RUN_RECORD_VERSION,
    ...context,
    problem,
    plugin: plugin?.digest ?? null,
    hyperparameters,
    testing,
  };
  const digest = (await sha256(canonicalJson(deciding))).slice(0, DIGEST_DIGITS);
  const id = `${settingLabel(trial)}-${digest}`;
  return {
    experiment,
    problem: problem.name,
    optimizer,
    setting: { id, hyperparameters, variables },
    seed,
  };
}

/**
 * A trial's setting in words.
 *
 * @param trial The trial.
 * @returns Its variables and its learning rate: `depth=5,learningRate=0.001`.
 *
 * @example
 * ```ts
 * import { settingLabel } from "@descent/lab";
 * import { sampleTrial } from "@descent/lab/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(settingLabel(sampleTrial()), "learningRate=0.01");
 * ```
 */
export function settingLabel({ variables, hyperparameters }: Trial): string {
  const { learningRate } = hyperparameters;
  return Object.entries({ ...variables, learningRate })
    .map(([name, value]) => `${name}=${value}`)
    .join(",")
    .replace(/[^A-Za-z0-9._=+,-]/g, "_")
    .slice(0, LONGEST_LABEL);
}
