import { createHash } from "node:crypto";
import type { ProblemChoice, ProblemData, ScheduleChoice } from "@descent/problems";
import {
  type EnvironmentRecord,
  RUN_RECORD_VERSION,
  type RunRecord,
} from "@descent/reports/record";
import { canonicalJson } from "./canonical_json.ts";
import type { Trial } from "./trial.ts";

/**
 * The fields of a run record that name a trial.
 *
 * @category Trials
 */
export type NamedTrial = Pick<
  RunRecord,
  "trialId" | "experiment" | "problem" | "optimizer" | "setting" | "seed"
>;

/**
 * Everything that a trial's identity depends on besides the trial itself.
 *
 * @category Trials
 */
export interface TrialContext {
  /** The data of the trial's problem: other data under the same name make another trial. */
  readonly data: ProblemData;
  /** Digest of the code that runs in a trial, see {@linkcode trialCodeDigest}. */
  readonly code: string;
  /**
   * Whether products fuse multiplication and addition, see {@linkcode fusedMultiplyAdd}; never where they are strict,
   * whose bits are those of a machine that does not fuse.
   */
  readonly fusedMultiplyAdd: boolean;
  /** Version of the native library that computes matrix products: its bits are its own. Absent where wasm does. */
  readonly nativeMatmul?: string | undefined;
  /** How convolutions are summed; absent in records of before there was a choice. */
  readonly convolution?: EnvironmentRecord["convolution"];
}

const LONGEST_LABEL = 100;
const DIGEST_DIGITS = 10;
const ID_DIGITS = 16;

/**
 * The fields that name a trial and its folder. The setting's id ends in a digest of everything that decides how
 * the trial goes, but for the seed, which has its own field: two trials have the same keys exactly when
 * one may stand for the other. The number of threads is not among it, as it changes no bit.
 *
 * @category Trials
 * @param trial The trial.
 * @param context Data, code and machine, which its identity depends on too.
 * @returns The keys, such as `learningRate=0.001-9f86d08188` for the setting's id.
 *
 * @example The number of epochs makes another trial, its phase does not
 * ```ts
 * import { trialKeys } from "@descent/lab";
 * import { sampleTrial } from "@descent/lab/testing";
 * import { assertEquals, assertNotEquals } from "@std/assert";
 *
 * const context = { data: { digest: "" }, code: "9f86d08", fusedMultiplyAdd: true };
 * const id = (trial = sampleTrial()) => trialKeys(trial, context).setting.id;
 * const { problem } = sampleTrial();
 * assertEquals(id(sampleTrial({ phase: "final" })), id());
 * const budget = { ...problem.budget, epochs: 3 };
 * assertNotEquals(id(sampleTrial({ problem: { ...problem, budget } })), id());
 * ```
 */
export function trialKeys(
  trial: Trial,
  { data, convolution, ...context }: TrialContext,
): NamedTrial {
  const { experiment, problem: choice, optimizer, plugin, hyperparameters, variables, seed } =
    trial;
  const { name, title, options, metrics, selection } = choice;
  const deciding = {
    recordVersion: RUN_RECORD_VERSION,
    ...context,
    // The usual way is part of the code.
    ...(convolution === "direct" && { convolution }),
    dataDigest: data.digest,
    problem: problemDigest(choice),
    plugin: plugin?.digest ?? null,
    hyperparameters,
    testing: trial.testing,
    observe: trial.observe,
    ...(trial.landscape !== undefined && { landscape: trial.landscape }),
  };
  const digest = sha256(canonicalJson(deciding));
  const id = `${settingLabel(trial)}-${digest.slice(0, DIGEST_DIGITS)}`;
  const whole = { digest, experiment, problem: name, optimizer: optimizer.name, variables, seed };
  return {
    trialId: sha256(canonicalJson(whole)).slice(0, ID_DIGITS),
    experiment,
    problem: {
      name,
      title: titleOf(title, data),
      options,
      metrics,
      selection,
    },
    optimizer,
    setting: { id, hyperparameters, variables },
    seed,
  };
}

/** Ten thousand trials have a few problems. */
const problemDigests = new WeakMap<ProblemChoice, string>();

/** Digest of all of a problem that decides how a trial of it goes, but for its names. */
function problemDigest(choice: ProblemChoice): string {
  let digest = problemDigests.get(choice);
  if (digest === undefined) {
    const { name: _name, title: _title, learningRates: _, source, budget, ...problem } = choice;
    const schedule = decidingPart(budget.schedule);
    const deciding = {
      ...problem,
      budget: { ...budget, schedule },
      source: source?.digest ?? null,
    };
    problemDigests.set(choice, digest = sha256(canonicalJson(deciding)));
  }
  return digest;
}

/** Without waiting, as for ten thousand trials it is asked twenty thousand times. */
function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Where a module lies changes nothing. */
function decidingPart(schedule: ScheduleChoice): string | object {
  if (typeof schedule === "string" || schedule.kind !== "module") return schedule;
  return { kind: "module", digest: schedule.digest };
}

/** Such as "drawn digits, two-layer net": it stands inside "Adam on …". */
function titleOf(title: string, data: ProblemData): string {
  if (data.title === undefined || data.title === title) return title;
  // Not the first letter of an abbreviation.
  const inside = title.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
  return `${data.title}, ${inside}`;
}

/**
 * A trial's setting in words.
 *
 * @category Trials
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
