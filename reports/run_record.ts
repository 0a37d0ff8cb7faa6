/** The version of the run record that this release writes; older and newer ones are refused. */
export const RUN_RECORD_VERSION = 1;

/** How a trial ended. A diverged trial is a result: it has a step, and no invented scores. */
export type RunStatus = "completed" | "diverged" | "failed";

/** What the trial was trained and judged on. */
export interface DatasetRecord {
  /** Short name, as on the command line: `"mnist"`. */
  readonly name: string;
  /** Number of training examples. */
  readonly train: number;
  /** Number of validation examples. */
  readonly validation: number;
  /** Number of test examples; 0 when no test set was looked at. */
  readonly test: number;
  /** How pixels became inputs, in words: `"pixels / 255, less the training mean"`. */
  readonly preprocessing: string;
}

/** One point in the space that an experiment varies. */
export interface SettingRecord {
  /** Names the setting in paths and tables: `"lr=0.001"`. */
  readonly id: string;
  /** The optimizer's hyperparameters by their names in code: `learningRate`, `beta1`. */
  readonly hyperparameters: Readonly<Record<string, number>>;
  /** What else the experiment varies: `weightScale`, `depth`, `batchNormalisation`. */
  readonly variables: Readonly<Record<string, number | string>>;
}

/** How much training the trial was given. */
export interface BudgetRecord {
  /** Passes over the training set; may be a fraction. */
  readonly epochs: number;
  /** Optimizer steps. */
  readonly steps: number;
  /** Examples in one step. */
  readonly batchSize: number;
}

/** Why this setting was given a final run. */
export interface SelectionRecord {
  /** The score it was chosen by: `"validationAccuracy"`. */
  readonly metric: string;
  /** How many settings were tried. */
  readonly candidates: number;
  /** The winning score in the search. */
  readonly score: number;
}

/** Losses and accuracies at one moment; accuracies lie in [0, 1], `null` is "not measured". */
export interface Scores {
  /**
   * Mean loss over the training examples that were looked at: in a trial's results all of them when it was tested,
   * else the first ones, as many as there are validation examples.
   */
  readonly trainLoss: number | null;
  /** Share of the same examples classified rightly. */
  readonly trainAccuracy: number | null;
  /** Mean loss over the validation set. */
  readonly validationLoss: number | null;
  /** Share of validation examples classified rightly. */
  readonly validationAccuracy: number | null;
  /** Mean loss over the test set. */
  readonly testLoss: number | null;
  /** Share of test examples classified rightly. */
  readonly testAccuracy: number | null;
}

/** The score that a trial is timed towards. */
export interface TargetRecord {
  /** Which score: `"validationAccuracy"`. */
  readonly metric: string;
  /** The value to reach. */
  readonly value: number;
}

/** What came out. Nothing here is filled in for a trial that did not get there. */
export interface ResultsRecord {
  /** Scores at the last evaluation. */
  readonly final: Scores;
  /** Scores at the evaluation with the best validation accuracy. */
  readonly best: Scores;
  /** Epoch of `best`, or `null` without any evaluation. */
  readonly bestEpoch: number | null;
  /** Optimizer steps done. */
  readonly steps: number;
  /** Epochs done; may be a fraction. */
  readonly epochs: number;
  /** Time spent in training, without evaluation, in seconds. */
  readonly seconds: number;
  /** What the trial was timed towards, or `null`. */
  readonly target: TargetRecord | null;
  /** Steps until the target was first met, or `null` when it was not. */
  readonly stepsToTarget: number | null;
  /** Training seconds until the target was first met, or `null` when it was not. */
  readonly secondsToTarget: number | null;
  /** Number of trained values in the network. */
  readonly parameterCount: number;
  /** Training examples per second of training, or `null` when too short to tell. */
  readonly imagesPerSecond: number | null;
}

/** The software and hardware that a trial ran on. */
export interface EnvironmentRecord {
  /** Version of Descent. */
  readonly descent: string;
  /** Version of Deno. */
  readonly deno: string;
  /** Version of V8. */
  readonly v8: string;
  /** Version of TypeScript. */
  readonly typescript: string;
  /** Operating system: `"linux"`. */
  readonly os: string;
  /** Instruction set: `"x86_64"`. */
  readonly arch: string;
  /** Processor's model, or `null` where the program may not ask. */
  readonly cpu: string | null;
  /** Logical processors of the machine. */
  readonly cpuCount: number;
  /** Threads that one trial ran on. */
  readonly threads: number;
  /** What multiplied the matrices, and its version. */
  readonly matmul: { readonly backend: string; readonly version: string };
  /** Number format of the training. */
  readonly dtype: "f32" | "f64";
}

/**
 * The run record: everything about one trial but its curve. Running writes it, reporting only reads
 * it, and neither knows more of the other.
 *
 * @example A trial that diverged has a step and no scores
 * ```ts
 * import { parseRunRecord } from "@descent/reports";
 * import { sampleRecord } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const record = sampleRecord({ status: "diverged", divergedAtStep: 12 });
 * assertEquals(parseRunRecord(JSON.parse(JSON.stringify(record)), "memory"), record);
 * ```
 */
export interface RunRecord {
  /** {@linkcode RUN_RECORD_VERSION}. */
  readonly formatVersion: typeof RUN_RECORD_VERSION;
  /** Name of the experiment: `"compare"`. */
  readonly experiment: string;
  /** Name of the test problem: `"mnist-two-layer"`. */
  readonly problem: string;
  /** What it was trained and judged on. */
  readonly dataset: DatasetRecord;
  /** The network in words: `"784-100-10"`. */
  readonly network: string;
  /** The optimizer's name in code and its title for people. */
  readonly optimizer: { readonly name: string; readonly title: string };
  /** The point in the space that the experiment varies. */
  readonly setting: SettingRecord;
  /** Seed of every random stream of the trial. */
  readonly seed: number;
  /** `"search"` for choosing a setting, `"final"` for judging it, or a word of the experiment. */
  readonly phase: string;
  /** How much training it was given. */
  readonly budget: BudgetRecord;
  /** Why this setting was given a final run; `null` in a search. */
  readonly selection: SelectionRecord | null;
  /** How it ended. */
  readonly status: RunStatus;
  /** The step whose loss was no longer finite; a number exactly when `status` is `"diverged"`. */
  readonly divergedAtStep: number | null;
  /** What went wrong, in one sentence; a text exactly when `status` is `"failed"`. */
  readonly error: string | null;
  /** What came out. */
  readonly results: ResultsRecord;
  /** What it ran on. */
  readonly environment: EnvironmentRecord;
  /** When it started, ISO 8601 in UTC. */
  readonly startedAt: string;
  /** The command that made it. */
  readonly command: string;
}
