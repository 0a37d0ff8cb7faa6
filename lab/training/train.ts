import { type RandomStream, randomStream } from "@descent/core";
import { constantRate, type Optimizer, type Schedule, withEvaluationView } from "@descent/optim";
import type { BuiltProblem, MetricKey, MetricTable } from "@descent/problems";
import { isBetter, metricOf, type Scores } from "@descent/reports/metric";
import type { MetricsRow } from "@descent/reports/record";
import { captureState, restoreTrainingState } from "./_training_state.ts";
import type { Checkpoint } from "./checkpoint.ts";
import type { Observed } from "./observe.ts";
import { weightsCopy } from "./weights_copy.ts";

/**
 * A step that {@linkcode train} has done: one object, reused for every step.
 *
 * @category Training
 */
export interface TrainingStep {
  /** Number of the step, from 1. */
  readonly step: number;
  /** Loss of its minibatch before the step. */
  readonly loss: number;
  /** The evaluation after it, or `null` where there was none. */
  readonly row: MetricsRow | null;
}

/**
 * Measures a training besides losses and metrics, and changes nothing of it.
 *
 * @category Training
 */
export interface TrainingObserver {
  /**
   * Hears of each step once the gradients are known, before the parameters change; default nobody.
   *
   * @param left How many steps there are until the next evaluation; 0 for the one that is followed by it.
   */
  readonly beforeStep?: (left: number) => void;
  /** The values for an evaluation's row, by column, while the parameters still have the gradients of the last step. */
  readonly measure: () => Observed;
}

/**
 * Options of {@linkcode train}.
 *
 * @category Training
 */
export interface TrainOptions {
  /** The problem, with its initial weights. */
  readonly problem: BuiltProblem;
  /** The optimizer of its parameters. */
  readonly optimizer: Optimizer;
  /** The problem's metrics. */
  readonly metrics: MetricTable;
  /** The metric whose best value {@linkcode Training.restoreBest} goes back to. */
  readonly selection: MetricKey;
  /** Passes over the training part, above 0; may be a fraction. */
  readonly epochs: number;
  /** How often in an epoch the model is evaluated, at least 0, which is at the end alone; default 1. */
  readonly evaluationsPerEpoch?: number;
  /** How many validation examples an evaluation before the last one looks at, the first ones; default all. */
  readonly examplesPerEvaluation?: number;
  /** Whether evaluations leave the training part out; default false. */
  readonly heldOutOnly?: boolean;
  /** Measures more for each row; default nothing. */
  readonly observe?: TrainingObserver;
  /** The base learning rate, which the schedule scales. */
  readonly learningRate: number;
  /** Makes the learning-rate schedule for a number of steps; default the base rate throughout. */
  readonly schedule?: (steps: number) => Schedule;
  /** The stream of the optimizer's own draws; default the stream `optimizer` of the seed 0. */
  readonly random?: RandomStream;
  /** The untrained model's loss on the validation part, for the scale of losses; default unknown. */
  readonly untrainedLoss?: number | null | undefined;
  /** Hears of each evaluation. */
  readonly onEvaluation?: (row: MetricsRow) => void;
  /** Hears of each step, before it is asked whether to stop. */
  readonly onStep?: (step: TrainingStep) => void;
  /** Whether to stop after a step; the model is then evaluated once more where it was not just now. */
  readonly stopWhen?: (step: TrainingStep) => boolean;
  /**
   * Goes on from a checkpoint of a training with the same options, to the same bits as if it had never been
   * interrupted; default from the beginning. Of the rows in it nobody hears again.
   */
  readonly from?: Checkpoint | undefined;
  /** Hears of checkpoints, to keep the last; they are copies. None is made after the last step. Default nobody. */
  readonly onCheckpoint?: ((checkpoint: Checkpoint) => void) | undefined;
  /** Seconds between checkpoints, at least 0, which is one after every step; default 60. */
  readonly checkpointEvery?: number;
}

/**
 * The course of a training; the parameters are those to be evaluated and saved. Before further steps of an optimizer
 * with an evaluation view, call its `endEvaluation`.
 *
 * @category Training
 */
export interface Training {
  /** One row per evaluation. */
  readonly rows: readonly MetricsRow[];
  /** The first row with the best finite value of the selection metric, or `null` when there is none. */
  readonly bestRow: MetricsRow | null;
  /** Steps that were planned. */
  readonly plannedSteps: number;
  /** Steps done. */
  readonly steps: number;
  /** Evaluations of loss and gradient, those that the optimizer asked for included. */
  readonly gradientEvaluations: number;
  /** Examples learned, each as often as it was in a minibatch. */
  readonly examples: number;
  /** Seconds spent in steps, without evaluation. */
  readonly seconds: number;
  /** The step whose loss showed that training diverged, or `null`. */
  readonly divergedAtStep: number | null;
  /** Gives the model the parameters and buffers that it had at the best row. */
  restoreBest(): void;
}

/**
 * A loss this many times that of the untrained model has diverged, although it is still a number: rules that
 * bound their steps, such as Adam's, never reach infinity. Losses have any unit, so no number is large by itself.
 */
const DIVERGED_FACTOR = 1e4;

const CHECKPOINT_SECONDS = 60;

/**
 * Trains a problem, and evaluates it at equal distances and at the end.
 *
 * A row's `train/loss` is the mean over the minibatches since the row before, each weighed by its size and taken before
 * its step; its other training metrics are those of the first training examples, as many as there are validation
 * examples, and absent where an evaluation looks at a part of those. Where an optimizer has an evaluation view, such as averaged weights, that is what is evaluated.
 *
 * Training diverges, and ends, where a loss is not finite or above 10⁴ times the untrained model's: the larger absolute
 * value of the first minibatch's loss and of `untrainedLoss`, as one minibatch may be fitted by luck; where both are 0,
 * the first loss that is not.
 *
 * @category Training
 * @param options The problem, the optimizer and for how long, see {@linkcode TrainOptions}.
 * @returns The course of the training.
 * @throws {TypeError} When the checkpoint to go on from is of another problem or optimizer.
 * @throws {RangeError} When it is of another number of steps or learning rate.
 *
 * @example
 * ```ts
 * import { createEngine, randomStream } from "@descent/core";
 * import { shareDataset } from "@descent/data";
 * import { sampleDataset } from "@descent/data/testing";
 * import { train } from "@descent/lab";
 * import { adam, createOptimizer } from "@descent/optim";
 * import { chooseProblem, twoLayer } from "@descent/problems";
 * import { assertGreater } from "@std/assert";
 *
 * using engine = createEngine();
 * const data = await shareDataset(sampleDataset());
 * const { options, metrics, selection } = chooseProblem(twoLayer);
 * const random = randomStream({ seed: 1 });
 * using problem = twoLayer.create(data, options, { engine, dtype: "f32", batchSize: 16, random });
 * const { rows } = train({
 *   problem,
 *   optimizer: createOptimizer({ plugin: adam, parameters: problem.parameters }),
 *   metrics,
 *   selection,
 *   epochs: 5,
 *   learningRate: 0.01,
 * });
 * assertGreater(rows.at(-1)!.scores["validation/accuracy"]!, 0.9);
 * ```
 */
export function train(options: TrainOptions): Training {
  const { problem, optimizer, metrics, selection, epochs, learningRate } = options;
  const { evaluationsPerEpoch = 1, examplesPerEvaluation = Infinity, untrainedLoss } = options;
  const { heldOutOnly = false } = options;
  const { random = randomStream({ seed: 0 }).split("optimizer") } = options;
  const { onStep, stopWhen, from, onCheckpoint, checkpointEvery = CHECKPOINT_SECONDS } = options;
  const { stepsPerEpoch, examples: { train: trainCount, validation } } = problem;
  const plannedSteps = Math.max(1, Math.round(epochs * stepsPerEpoch));
  const stepsPerEvaluation = Math.max(1, Math.round(stepsPerEpoch / evaluationsPerEpoch));
  const schedule = (options.schedule ?? (() => constantRate))(plannedSteps);
  const probe = Math.min(trainCount, validation);
  const metric = metricOf(metrics, selection);
  const best = weightsCopy(problem);
  const state = { problem, optimizer, best, random };
  const former = from?.progress;
  if (from !== undefined) {
    checkPlan(from, plannedSteps, learningRate);
    restoreTrainingState(state, from);
  }
  const rows: MetricsRow[] = [...former?.rows ?? []];
  let bestRow = former?.bestRow == null ? null : rows[former.bestRow];
  // All that a schedule knows is what it has heard.
  for (const row of rows) schedule.observe?.(heardLoss(row.scores));
  let {
    seconds = 0,
    gradientEvaluations = 0,
    examples = 0,
    lossScale = Math.abs(untrainedLoss ?? 0),
    lossSum = 0,
    lossCount = 0,
  } = former ?? {};
  // One object for all steps each: the loop allocates nothing.
  const context = {
    step: 0,
    learningRate: 0,
    loss: 0,
    evaluate: () => {
      gradientEvaluations++;
      return problem.gradients("repeat");
    },
    // Without end where something else stops it.
    totalSteps: Math.min(plannedSteps, Number.MAX_SAFE_INTEGER),
    random,
  };
  const done: { step: number; loss: number; row: MetricsRow | null } = {
    step: 0,
    loss: 0,
    row: null,
  };

  const addRow = (step: number, scores: Scores, extra?: Observed): MetricsRow => {
    const row: MetricsRow = {
      step,
      epoch: step / stepsPerEpoch,
      seconds,
      gradientEvaluations,
      learningRate: learningRate * schedule(step + 1),
      scores,
      ...(extra && { extra }),
    };
    rows.push(row);
    options.onEvaluation?.(row);
    return row;
  };
  const evaluate = (step: number): MetricsRow => {
    // Before anything else runs, which would overwrite the gradients of the step.
    const extra = options.observe?.measure();
    const isWhole = step === plannedSteps || examplesPerEvaluation >= validation;
    return withEvaluationView(optimizer, () => {
      const scores: Scores = {
        ...isWhole && !heldOutOnly && scoresOf("train", problem.evaluate("train", probe)),
        "train/loss": lossSum / lossCount,
        ...scoresOf(
          "validation",
          problem.evaluate("validation", isWhole ? undefined : examplesPerEvaluation),
        ),
      };
      // Before the row, which has the learning rate of the next step.
      schedule.observe?.(heardLoss(scores));
      const row = addRow(step, scores, extra);
      const value = row.scores[selection];
      const former = bestRow?.scores[selection];
      const isBest = value != null && Number.isFinite(value) &&
        (former == null || isBetter(metric, value, former));
      if (isBest && !hasDiverged(row)) {
        bestRow = row;
        best.save();
      }
      return row;
    });
  };
  /** While all losses were 0, that of the loss in question. */
  const lossLimit = (loss: number): number => DIVERGED_FACTOR * (lossScale || Math.abs(loss));
  const hasDiverged = ({ scores }: MetricsRow): boolean => {
    const loss = scores["validation/loss"];
    return loss != null && !isBelow(lossLimit(loss), loss);
  };
  const end = (steps: number, divergedAtStep: number | null): Training => {
    optimizer.beginEvaluation?.();
    return {
      rows,
      bestRow,
      plannedSteps,
      steps,
      gradientEvaluations,
      examples,
      seconds,
      divergedAtStep,
      restoreBest: best.restore,
    };
  };

  const { beforeStep } = options.observe ?? {};
  const nextEvaluation = (step: number): number =>
    stepsPerEvaluation * Math.ceil(step / stepsPerEvaluation);
  const every = 1000 * checkpointEvery;
  const first = 1 + (former?.step ?? 0);
  let savedAt = performance.now();
  for (let step = first; step <= plannedSteps; step++) {
    let startedAt = performance.now();
    if (onCheckpoint !== undefined && step > first && startedAt - savedAt >= every) {
      onCheckpoint({
        ...captureState(state, bestRow !== null),
        progress: {
          step: step - 1,
          plannedSteps,
          learningRate,
          seconds,
          gradientEvaluations,
          examples,
          lossScale,
          lossSum,
          lossCount,
          rows: [...rows],
          bestRow: bestRow === null ? null : rows.indexOf(bestRow),
        },
      });
      startedAt = savedAt = performance.now();
    }
    const size = problem.nextBatch(step);
    context.step = step;
    context.learningRate = learningRate * schedule(step);
    gradientEvaluations++;
    const loss = context.loss = problem.gradients("train");
    if (step === 1) lossScale = Math.max(lossScale, Math.abs(loss));
    else lossScale ||= Math.abs(loss);
    if (!isBelow(lossLimit(loss), loss)) {
      addRow(step, { "train/loss": loss });
      return end(step - 1, step);
    }
    if (beforeStep !== undefined) {
      seconds += (performance.now() - startedAt) / 1000;
      beforeStep(Math.min(plannedSteps, nextEvaluation(step)) - step);
      startedAt = performance.now();
    }
    optimizer.step(context);
    seconds += (performance.now() - startedAt) / 1000;
    examples += size;
    lossSum += loss * size;
    lossCount += size;
    done.step = step;
    done.loss = loss;
    done.row = step % stepsPerEvaluation === 0 || step === plannedSteps ? evaluate(step) : null;
    onStep?.(done);
    const stops = stopWhen?.(done) ?? false;
    const row = stops ? done.row ?? evaluate(step) : done.row;
    if (row === null) continue;
    if (hasDiverged(row)) return end(step, step);
    if (stops) return end(step, null);
    lossSum = lossCount = 0;
  }
  return end(plannedSteps, null);
}

/** The loss that a schedule follows. */
function heardLoss(scores: Scores): number {
  return scores["validation/loss"] ?? scores["train/loss"]!;
}

function checkPlan({ progress }: Checkpoint, plannedSteps: number, learningRate: number): void {
  const wanted = `${plannedSteps} steps at the learning rate ${learningRate}`;
  const came = `${progress.plannedSteps} steps at the learning rate ${progress.learningRate}`;
  if (came === wanted && progress.step < plannedSteps) return;
  throw new RangeError(
    `train: expected a checkpoint of a training of ${wanted}, got one of ${came}, ${progress.step} done; ` +
      "go on with the same options",
  );
}

function scoresOf(split: string, values: Readonly<Record<string, number>>): Scores {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`${split}/${name}`, value]),
  );
}

/** False for NaN, and for infinity below infinity. */
function isBelow(limit: number, loss: number): boolean {
  return Number.isFinite(loss) && loss <= limit;
}
