import type { LandscapeRecord, OtherTrainingRecord } from "./landscape_record.ts";
import type { MetricKey, MetricTable, Scores } from "./metric.ts";

/**
 * The version of the run record that this release writes; older and newer ones are refused.
 *
 * @category Records
 */
export const RUN_RECORD_VERSION = 5;

/**
 * How a trial ended. A diverged trial is a result: it has a step, and no invented scores.
 *
 * @category Records
 */
export type RunStatus = "completed" | "diverged" | "failed";

/**
 * A value of a problem's option.
 *
 * @category Records
 */
export type OptionValue = number | string | boolean | readonly number[] | null;

/**
 * The problem that a trial learns: its options, its metrics and the one that defines its best evaluation.
 *
 * @category Records
 */
export interface ProblemRecord {
  /** Name in code, paths and tables: `"digits-two-layer"`. */
  readonly name: string;
  /** Title in a report: "Digits with a two-layer network". */
  readonly title: string;
  /** Its options by their names in code, with their values in this trial. */
  readonly options: Readonly<Record<string, OptionValue>>;
  /** Everything that it can measure. */
  readonly metrics: MetricTable;
  /** The metric whose best value defines `results.best`: `"validation/accuracy"`. */
  readonly selection: MetricKey;
}

/**
 * A class of a data set, and how many examples of it there are.
 *
 * @category Records
 */
export interface ClassRecord {
  /** Its name for people. */
  readonly name: string;
  /** Number of training examples. */
  readonly train: number;
  /** Number of validation examples. */
  readonly validation: number;
  /** Number of test examples. */
  readonly test: number;
}

/**
 * The data that a trial was trained and evaluated on.
 *
 * @category Records
 */
export interface DatasetRecord {
  /** Short name: `"mnist"`. */
  readonly name: string;
  /** Number of training examples. */
  readonly train: number;
  /** Number of validation examples. */
  readonly validation: number;
  /** Number of test examples; 0 when no test set was evaluated. */
  readonly test: number;
  /** How the raw data became inputs, in words: `"pixels / 255, less the training mean"`; may be empty. */
  readonly preprocessing: string;
  /** The classes; absent where targets are values, or a problem does not say. */
  readonly classes?: readonly ClassRecord[];
  /** SHA-256 of inputs and targets; absent where a problem does not say. */
  readonly digest?: string;
  /** A sentence that a report must say of it, as that the content is not what the name promises; mostly absent. */
  readonly remark?: string;
}

/**
 * One point in the space that an experiment varies.
 *
 * @category Records
 */
export interface SettingRecord {
  /** Names the setting in paths and tables: `"lr=0.001"`. */
  readonly id: string;
  /** The optimizer's hyperparameters by their names in code: `learningRate`, `beta1`. */
  readonly hyperparameters: Readonly<Record<string, number>>;
  /** Anything else that the experiment varies: `weightScale`, `depth`, `normalization`. */
  readonly variables: Readonly<Record<string, number | string>>;
}

/**
 * How much training the trial was given.
 *
 * @category Records
 */
export interface BudgetRecord {
  /** Passes over the training set; may be a fraction. Equal to `steps` where an epoch is one step. */
  readonly epochs: number;
  /** Optimizer steps. */
  readonly steps: number;
  /** Batch size: training examples in the minibatch of one step. */
  readonly batchSize: number;
  /** The learning-rate schedule in words: `"warmup(200),cosine"`. */
  readonly schedule: string;
}

/**
 * Why this setting was given a final run.
 *
 * @category Records
 */
export interface SelectionRecord {
  /** The metric that it was chosen by: `"validation/loss"`. */
  readonly metric: MetricKey;
  /** How many settings were tried. */
  readonly candidates: number;
  /** The chosen setting's value of that metric in the search. */
  readonly score: number;
}

/**
 * The value of a metric that a trial is timed towards.
 *
 * @category Records
 */
export interface TargetRecord {
  /** The metric: `"validation/accuracy"`. */
  readonly metric: MetricKey;
  /** The value to reach. */
  readonly value: number;
}

/**
 * Scores and cost of a trial. Nothing here is filled in for a trial that did not get there.
 *
 * @category Records
 */
export interface ResultsRecord {
  /**
   * Scores of the untrained model on the validation set and, where the trial was tested, on the test set. The loss of a
   * trial that diverged counts as that of its untrained model.
   */
  readonly initial: Scores;
  /**
   * Scores at the last evaluation. Those of the training split are over all training examples when the
   * trial was tested, else over the first ones, as many as there are validation examples.
   */
  readonly final: Scores;
  /** Scores at the evaluation with the best value of the problem's selection metric. */
  readonly best: Scores;
  /** Epoch of `best`, or `null` without any evaluation. */
  readonly bestEpoch: number | null;
  /** Optimizer steps done. */
  readonly steps: number;
  /** Epochs done; may be a fraction. */
  readonly epochs: number;
  /** Time spent in training, without evaluation, in seconds. */
  readonly seconds: number;
  /**
   * Evaluations of loss and gradient. More than `steps` where an optimizer asks for further ones, as a
   * line search does.
   */
  readonly gradientEvaluations: number;
  /** The value of a metric that the trial was timed towards, or `null`. */
  readonly target: TargetRecord | null;
  /** Steps until the target was first met, or `null` when it was not. */
  readonly stepsToTarget: number | null;
  /** Training seconds until the target was first met, or `null` when it was not. */
  readonly secondsToTarget: number | null;
  /** Number of trained values. */
  readonly parameterCount: number;
  /** Training examples per second of training; `null` when too short to tell, or without data. */
  readonly examplesPerSecond: number | null;
  /**
   * SHA-256 over the names, types and bytes of the parameters and buffers that training ended with; the same
   * for any number of threads. `null` when the trial did not complete.
   */
  readonly weightsDigest: string | null;
  /**
   * The first 16 hexadecimal digits of the SHA-256 of the bytes of each of those tensors, by its name: they tell in which
   * two trials part. Empty when the trial did not complete.
   */
  readonly tensorDigests: Readonly<Record<string, string>>;
}

/**
 * A module of a third party that a trial ran.
 *
 * @category Records
 */
export interface ModuleRecord {
  /** Its address, as for `import()`. */
  readonly address: string;
  /** SHA-256 of its text and that of what it imports. */
  readonly digest: string;
}

/**
 * The specification of a trial besides the other fields of its record: enough to run it again.
 *
 * @category Records
 */
export interface SpecificationRecord {
  /** How often in an epoch the model was evaluated. */
  readonly evaluationsPerEpoch: number;
  /** How many validation examples an evaluation on the way looked at; absent where it was all. */
  readonly examplesPerEvaluation?: number;
  /** Whether the training part was not scored, nor the best evaluation on the test part; absent where both were. */
  readonly heldOutOnly?: boolean;
  /** The learning-rate schedule: its text, a fall after every so many epochs, or a module. */
  readonly schedule:
    | string
    | { readonly kind: "step-decay"; readonly everyEpochs: number; readonly factor: number }
    | ModuleRecord & { readonly kind: "module" };
  /** The value of the selection metric that it was timed towards, or `null`. */
  readonly target: number | null;
  /** Whether the test part was looked at. */
  readonly testing: boolean;
  /** Measurements of each evaluation besides losses and metrics. */
  readonly observe: readonly string[];
  /** Trainings between whose solutions and its own the loss was looked at; absent where it was not. */
  readonly landscape?: readonly OtherTrainingRecord[];
  /** The module of its optimizer; `null` for one of the catalogue. */
  readonly optimizer: ModuleRecord | null;
  /** The module of its problem; `null` for one of the catalogue. */
  readonly problem: ModuleRecord | null;
}

/**
 * A score that another model has on the trial's data.
 *
 * @category Records
 */
export interface ReferenceRecord {
  /** The model in words: `"Best trigram with smoothing"`. */
  readonly title: string;
  /** The score: `"validation/loss"`. */
  readonly metric: MetricKey;
  /** Its value. */
  readonly value: number;
}

/**
 * Pictures of a classifier of images: its worst mistakes on the test set, and the filters of its first layer.
 *
 * @category Records
 */
export interface PicturesRecord {
  /** Channels, height and width of an image; 1 channel is grey, 3 are red, green and blue. */
  readonly shape: readonly number[];
  /** Test images that were taken for another class, the one whose own class got the lowest probability first. */
  readonly worst: readonly {
    /** Its place in the test set. */
    readonly index: number;
    /** Its class, an index into those of `dataset`. */
    readonly target: number;
    /** The class that it was taken for. */
    readonly predicted: number;
    /** The probability of that class. */
    readonly probability: number;
    /** Its pixels as bytes, channel after channel, as base64. */
    readonly pixels: string;
  }[];
  /** Filters of the first layer, weights as bytes with 0 at 128; `null` where it does not look at pixels. */
  readonly filters: {
    /** Channels, height and width of a filter. */
    readonly shape: readonly number[];
    /** Each filter's bytes, channel after channel, as base64. */
    readonly pixels: readonly string[];
  } | null;
}

/**
 * The software and hardware that a trial ran on.
 *
 * @category Records
 */
export interface EnvironmentRecord {
  /** Version of Descent. */
  readonly descent: string;
  /** Digest of the code that ran in the trial. */
  readonly code: string;
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
  /** How many trials ran side by side at most, which their times depend on. */
  readonly jobs: number;
  /** The library that computed matrix products, and its version. */
  readonly matmul: { readonly backend: string; readonly version: string };
  /** Whether products were free to fuse multiplication and addition, or rounded each, as all machines do alike. */
  readonly multiplyAdd: "relaxed" | "strict";
  /** Whether products rounded once in `a·b + c`; relaxed ones do as the processor has it: the last bits depend on it. */
  readonly fusedMultiplyAdd: boolean;
  /**
   * How convolutions were summed in the kernels and in oneDNN: directly, or by Winograd where that is faster. Absent in
   * records of before there was a choice: directly.
   */
  readonly convolution?: "auto" | "direct" | undefined;
  /** Floating-point type of the training. */
  readonly dtype: "f32" | "f64";
}

/**
 * The run record: everything about one trial but its curve. Running writes it, reporting only reads
 * it, and neither knows more of the other. It carries the metrics of its problem, so that a report needs to
 * know no problem.
 *
 * @category Records
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
  /** Names the trial among all others, 16 hexadecimal digits; the reports' CSV files are joined by it. */
  readonly trialId: string;
  /** Name of the experiment: `"compare"`. */
  readonly experiment: string;
  /** The problem that it learns. */
  readonly problem: ProblemRecord;
  /** The data; `null` for a problem without any, such as a function of a few variables. */
  readonly dataset: DatasetRecord | null;
  /** The network in words: `"784-100-10"`; empty where there is none. */
  readonly network: string;
  /** The optimizer's name in code and its title for people. */
  readonly optimizer: { readonly name: string; readonly title: string };
  /** The point in the space that the experiment varies. */
  readonly setting: SettingRecord;
  /** Seed of every random stream of the trial. */
  readonly seed: number;
  /** `"search"` for choosing a setting, `"final"` for judging it, or another name that the experiment gives. */
  readonly phase: string;
  /** How much training it was given. */
  readonly budget: BudgetRecord;
  /** Why this setting was given a final run; `null` in a search. */
  readonly selection: SelectionRecord | null;
  /** The rest of its specification: enough to run it again. */
  readonly specification: SpecificationRecord;
  /** How it ended. */
  readonly status: RunStatus;
  /** The step whose loss was no longer finite; a number exactly when `status` is `"diverged"`. */
  readonly divergedAtStep: number | null;
  /** The error in one sentence; a text exactly when `status` is `"failed"`. */
  readonly error: string | null;
  /** Scores and cost. */
  readonly results: ResultsRecord;
  /** Scores that other models have on the same data; none in most problems. */
  readonly references: readonly ReferenceRecord[];
  /** Texts that the trained model made; none where its problem makes none, or the trial only chose a setting. */
  readonly samples: readonly string[];
  /**
   * Confusion matrix on the test set at the end: for each class of `dataset`, how many of its examples were taken for
   * each class. `null` where the trial was not tested or did not complete, or its problem knows no classes.
   */
  readonly confusion: readonly (readonly number[])[] | null;
  /**
   * Pictures that the trained model left; absent where the trial was not tested or did not complete, or its problem has
   * no images.
   */
  readonly pictures?: PicturesRecord;
  /** The loss between its solution and others; absent where it was not looked at, or the trial did not complete. */
  readonly landscape?: LandscapeRecord;
  /** The software and hardware that it ran on. */
  readonly environment: EnvironmentRecord;
  /** When it started, ISO 8601 in UTC. */
  readonly startedAt: string;
  /** The command that made it. */
  readonly command: string;
}
