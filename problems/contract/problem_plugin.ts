import type { DType, Engine, Parameter, RandomStream } from "@descent/core";
import type { Preprocessing } from "@descent/data";
import type { LayerObserver, NamedTensor, Network } from "@descent/layers";
import type { Budget } from "./budget.ts";
import type { MetricKey, MetricTable, Split } from "./metric.ts";
import type { ProblemPictures } from "./pictures.ts";
import type { OptionTable, OptionValue, OptionValues } from "./option.ts";

/**
 * Surroundings in which a problem loads its data.
 *
 * @category Writing a problem
 */
export interface LoadContext {
  /** The folder that holds data sets; default `$DESCENT_DATA`, else `./datasets`. */
  readonly dataDirectory?: string | undefined;
}

/**
 * Data of a problem, loaded once a process and posted to workers: plain, its arrays on shared memory.
 *
 * @category Writing a problem
 */
export interface ProblemData {
  /** Digest of everything in it: other data make another trial. */
  readonly digest: string;
  /** The data set's name for people; absent where there is none. */
  readonly title?: string;
  /** Scores of other models, for reports; absent where there are none. */
  readonly references?: readonly ScoreReference[];
}

/**
 * A score that another model has on the same data, such as a simple one that a network is to beat.
 *
 * @category Writing a problem
 */
export interface ScoreReference {
  /** The model in words: `"Best trigram with smoothing"`. */
  readonly title: string;
  /** The score: `"validation/loss"`. */
  readonly metric: MetricKey;
  /** Its value. */
  readonly value: number;
}

/**
 * Surroundings in which a problem is built.
 *
 * @category Writing a problem
 */
export interface ProblemContext {
  /** The engine that computes. */
  readonly engine: Engine;
  /** Floating-point type of parameters and everything computed from them. */
  readonly dtype: DType;
  /** Examples in a minibatch. */
  readonly batchSize: number;
  /** The seed's stream: `"init"` draws initial weights, `"shuffle"` the order of examples. */
  readonly random: RandomStream;
  /** Hears when layers run; default nobody. */
  readonly observer?: LayerObserver | undefined;
}

/**
 * The data that a model learns from, for records.
 *
 * @category Writing a problem
 */
export interface DataDescription {
  /** The data set's name. */
  readonly name: string;
  /** The data set's name for people. */
  readonly title: string;
  /** How data become inputs, in words: `"pixels / 255"`; empty where they are taken as they are. */
  readonly preprocessing: string;
  /** Each class and its number of examples in each part; absent where targets are values. */
  readonly classes?: readonly (Readonly<Record<Split, number>> & { readonly name: string })[];
  /** SHA-256 of inputs and targets; absent where it is not known. */
  readonly digest?: string;
  /** A sentence that a report must say of the data; mostly absent. */
  readonly remark?: string;
}

/**
 * The network of a problem, and how its inputs are made: what is saved with it.
 *
 * @category Writing a problem
 */
export interface ProblemNetwork {
  /** The network, whose parameters are the problem's. */
  readonly network: Network;
  /** How bytes become inputs, `x = scale byte − mean`; `null` where inputs are no bytes. */
  readonly bytes: { readonly scale: number; readonly mean: Float64Array | null } | null;
  /** How raw data become the data set's inputs; `null` where that is not known. */
  readonly preprocessing: Preprocessing | null;
  /** The name of each class; `null` where there are none. */
  readonly classNames: readonly string[] | null;
}

/**
 * Whether gradients are those of a step, or of the same minibatch and random draws again, buffers left alone.
 *
 * @category Writing a problem
 */
export type GradientMode = "train" | "repeat";

/**
 * A problem with its memory, ready to train; allocates nothing once built, but for the results of evaluations.
 *
 * @category Writing a problem
 */
export interface BuiltProblem extends Disposable {
  /** Trained tensors, in a fixed order, with unique names. */
  readonly parameters: readonly Parameter[];
  /** Tensors that training changes without gradients, such as running statistics. */
  readonly buffers: readonly NamedTensor[];
  /** Minibatches in a pass over the training part; 1 for a function of a few variables. */
  readonly stepsPerEpoch: number;
  /** Number of examples in each part. */
  readonly examples: Readonly<Record<Split, number>>;
  /** The model in words: `"784-100-10"`; empty where there is none. */
  readonly model: string;
  /** The data in words; `null` where there are none. */
  readonly data: DataDescription | null;
  /** Its network, to be saved; absent where it has none, or several. */
  readonly network?: ProblemNetwork;

  /**
   * Takes the minibatch of a step. Steps come in order from 1; those left out, as when training is resumed, are passed over.
   *
   * @param step Number of the step, from 1, above the last one.
   * @returns The number of examples in the minibatch, which weighs its loss in means.
   */
  nextBatch(step: number): number;

  /**
   * Loss of the minibatch, penalties included, and its gradient: overwrites the gradient of each parameter.
   *
   * @param mode `"repeat"` runs the same minibatch again at the parameters' present values, with the random draws of
   * the last `"train"`, and leaves buffers as they are; default `"train"`.
   * @returns The mean loss.
   */
  gradients(mode?: GradientMode): number;

  /**
   * Measures the model as it is now, without penalties; changes neither parameters nor buffers.
   *
   * @param split The part of the data.
   * @param count How many of its examples, the first ones; default all.
   * @returns A value for each metric of the problem.
   */
  evaluate(split: Split, count?: number): Readonly<Record<string, number>>;

  /**
   * The confusion matrix of the last evaluation; absent where a problem knows no classes.
   *
   * @returns For each class, how many of its examples were taken for each class; `null` where an answer was none.
   */
  confusion?(): readonly (readonly number[])[] | null;

  /**
   * Pictures after an evaluation of the test part: the worst mistakes of that evaluation, and the first layer; absent where
   * a problem shows no images.
   *
   * @returns The pictures; `null` where there are none, or another part was evaluated last.
   */
  pictures?(): ProblemPictures | null;

  /**
   * Makes texts with the model as it is now, which reports show; absent where a problem makes none. The same model
   * gives the same texts.
   *
   * @returns The texts.
   */
  samples?(): readonly string[];
}

/**
 * A test problem that optimizers are compared on: data, model, loss, metrics and budget. A built-in one, or a module of
 * a third party that default-exports one.
 *
 * Most are a few lines with {@linkcode supervised} or {@linkcode functionProblem}.
 *
 * @category Writing a problem
 */
export interface ProblemPlugin<
  Options extends { readonly [K in keyof Options]: OptionValue } = Readonly<
    Record<string, OptionValue>
  >,
  Data extends ProblemData = ProblemData,
> {
  /** Lower-case name for flags and folders, such as `two-layer`: letters, digits and hyphens. */
  readonly name: string;
  /** Name for people, such as `Two-layer net`. */
  readonly title: string;
  /** Where the problem comes from, as a short citation. */
  readonly reference: string;
  /** BibTeX of it, which `bibtexEntries` reads, for methods sections; default none. */
  readonly bibtex?: string;
  /** Table of the options: the one source of their defaults, validation, help, flags and columns. */
  readonly options: OptionTable<Options>;
  /** Metrics by name; `loss` is among them. */
  readonly metrics: MetricTable;
  /**
   * The metric whose best value defines the best evaluation of a trial, on the validation part: `"validation/accuracy"`.
   * Searches choose settings by the validation loss at the end, not by this.
   */
  readonly selection: MetricKey;

  /**
   * How much training is usual.
   *
   * @param options A value for every option.
   * @returns The budget.
   */
  budget(options: Options): Budget;

  /**
   * Learning rates that suit some optimizers, for a search to have its middle; those left out start from their default.
   *
   * @param options A value for every option.
   * @returns Rates by the optimizer's name.
   */
  learningRates?(options: Options): Readonly<Record<string, number>>;

  /**
   * The problem as it could also have been posed: another width, activation, scale of initial weights, or other data.
   * Settings that suit the problem alone are found out on its variants. Absent where there are none.
   *
   * @param seed Which variant, a whole number from 0; the same one gives the same options.
   * @returns Options that differ from their defaults.
   */
  variant?(seed: number): OptionValues;

  /**
   * Loads the data.
   *
   * @param options A value for every option.
   * @param context Where data lie.
   * @returns Plain data on shared memory, with their digest.
   * @throws {Error} When they are missing or damaged, in one sentence with the mend.
   */
  load(options: Options, context: LoadContext): Data | Promise<Data>;

  /**
   * Builds the problem.
   *
   * @param data What `load` gave.
   * @param options A value for every option.
   * @param context Engine, floating-point type, batch size and random stream.
   * @returns The problem with its initial weights.
   */
  create(data: Data, options: Options, context: ProblemContext): BuiltProblem;
}
