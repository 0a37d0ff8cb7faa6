import type { MetricKey, Scores } from "../record/metric.ts";
import type { MetricsRow } from "../record/metrics_row.ts";
import type { Run } from "../record/run_folder.ts";
import type { RunRecord } from "../record/run_record.ts";
import { sampleRecord, sampleRegressionRun } from "./sample_run.ts";

/** The behaviour of an optimizer in the synthetic comparison. */
interface Behaviour {
  readonly name: string;
  readonly title: string;
  readonly bestRate: number;
  readonly limit: number;
  readonly speed: number;
  readonly others: Readonly<Record<string, number>>;
}

const BEHAVIOURS: readonly Behaviour[] = [
  { name: "sgd", title: "SGD", bestRate: 0.3, limit: 0.9755, speed: 0.55, others: {} },
  {
    name: "momentum",
    title: "Momentum",
    bestRate: 0.06,
    limit: 0.9795,
    speed: 1,
    others: { momentum: 0.9 },
  },
  {
    name: "rmsprop",
    title: "RMSProp",
    bestRate: 0.001,
    limit: 0.979,
    speed: 1.3,
    others: { decay: 0.99 },
  },
  {
    name: "adam",
    title: "Adam",
    bestRate: 0.0015,
    limit: 0.9812,
    speed: 1.25,
    others: { beta1: 0.9, beta2: 0.999 },
  },
];

const EPOCHS = 10;
const STEPS_PER_EPOCH = 430;
const TARGET = 0.97;

/**
 * A comparison of classifiers as it may come out: seven learning rates searched per optimizer, the highest of which
 * diverge, then five seeds of the best. Invented for tests of the report; the same on every call.
 *
 * @category Testing
 */
export function syntheticRuns(extra: readonly { name: string; title: string }[] = []): Run[] {
  const random = linearCongruential(7);
  const behaviours = [
    ...BEHAVIOURS,
    ...extra.map((names) => ({ ...BEHAVIOURS[1], ...names, limit: 0.972 })),
  ];
  return behaviours.flatMap((behaviour) => {
    const rates = [-3, -2, -1, 0, 1, 2, 3].map((power) => behaviour.bestRate * 10 ** (power / 2));
    const search = rates.map((rate, index) =>
      trial(behaviour, rate, 0, "search", index - 3, random)
    );
    const final = [1, 2, 3, 4, 5].map((seed) =>
      trial(behaviour, behaviour.bestRate, seed, "final", 0, random)
    );
    return [...search, ...final];
  });
}

/**
 * The same trials as if they had learned a regression, of which a lower loss is better.
 *
 * @category Testing
 */
export function syntheticRegressionRuns(): Run[] {
  const { problem, dataset, network } = sampleRegressionRun().record;
  const lossOf = (accuracy: number): number => 2 * (1 - accuracy);
  return syntheticRuns().map((run) => withLosses(run, lossOf, { problem, dataset, network }));
}

/**
 * The same trials as if they had minimized a function, which has neither data nor a network.
 *
 * @category Testing
 */
export function syntheticFunctionRuns(): Run[] {
  const { problem } = sampleRegressionRun().record;
  const title = "the Rosenbrock function";
  const lossOf = (accuracy: number): number => (8 * (1 - accuracy)) ** 8;
  return syntheticRuns().map((run) => {
    const { budget, results } = run.record;
    const { record, metrics } = withLosses(run, lossOf, {
      problem: { ...problem, name: "rosenbrock", title, options: {} },
      dataset: null,
      network: "",
      budget: { ...budget, epochs: budget.steps, batchSize: 1 },
      results: { ...results, epochs: results.steps, examplesPerSecond: null, parameterCount: 2 },
    });
    return { record, metrics: metrics.map((row) => ({ ...row, epoch: row.step })) };
  });
}

/** The trial of another problem, in which a loss that falls as the accuracy rises stands for the accuracy. */
function withLosses(
  { record: { trialId: _, ...record }, metrics }: Run,
  lossOf: (accuracy: number) => number,
  changes: Partial<RunRecord>,
): Run {
  const { results, ...changed } = { ...record, ...changes };
  return {
    record: sampleRecord({
      ...changed,
      results: {
        ...results,
        initial: losses(results.initial),
        final: losses(results.final),
        best: losses(results.best),
        target: { metric: "validation/loss", value: lossOf(TARGET) },
      },
    }),
    metrics: metrics.map((row) => ({ ...row, scores: losses(row.scores) })),
  };

  function losses(scores: Scores): Scores {
    const entries = Object.entries(scores)
      .filter(([key]) => key.endsWith("/accuracy"))
      .map(([key, accuracy]): [MetricKey, number | null] => [
        key.replace("/accuracy", "/loss") as MetricKey,
        accuracy === null ? null : lossOf(accuracy),
      ]);
    return Object.fromEntries(entries);
  }
}

function trial(
  { name, title, limit, speed, others }: Behaviour,
  learningRate: number,
  seed: number,
  phase: string,
  offset: number,
  random: () => number,
): Run {
  const diverged = offset >= 3 || (offset === 2 && name !== "adam");
  const reach = limit - 0.006 * offset ** 2 + 0.003 * (random() - 0.5);
  const rows: MetricsRow[] = [];
  const last = diverged ? 3 : 4 * EPOCHS;
  for (let index = 1; index <= last; index++) {
    const epoch = index / 4;
    const progress = 1 - Math.exp(-1.1 * speed * (epoch + 0.2) * 10 ** (offset / 4));
    const accuracy = reach * (0.9 + 0.1 * progress ** 0.4) + 0.004 * (random() - 0.5);
    rows.push({
      step: Math.round(epoch * STEPS_PER_EPOCH),
      epoch,
      seconds: epoch * (0.52 + 0.1 * Object.keys(others).length) + 0.01 * random(),
      gradientEvaluations: Math.round(epoch * STEPS_PER_EPOCH),
      learningRate,
      scores: {
        "train/loss": diverged && index === last
          ? Infinity
          : 0.9 * Math.exp(-0.9 * speed * Math.sqrt(epoch)) + 0.012 + 0.004 * random(),
        "train/accuracy": Math.min(1, accuracy + 0.015 * progress),
        "validation/loss": 0.07 + 0.3 * (1 - progress) + 0.005 * random(),
        "validation/accuracy": accuracy,
      },
    });
  }
  return { record: record(rows), metrics: rows };

  function record(metrics: readonly MetricsRow[]): RunRecord {
    const end = metrics[metrics.length - 1];
    const reached = diverged
      ? undefined
      : metrics.find(({ scores }) => scores["validation/accuracy"]! >= TARGET);
    const tested = diverged || phase === "search" ? {} : {
      "test/loss": end.scores["validation/loss"]! + 0.002,
      "test/accuracy": end.scores["validation/accuracy"]! - 0.001,
    };
    const scores: Scores = diverged ? {} : { ...end.scores, ...tested };
    const base = sampleRecord();
    return sampleRecord({
      problem: { ...base.problem, name: "mnist", title: "mnist" },
      dataset: {
        name: "mnist",
        train: 55000,
        validation: 5000,
        test: 10000,
        preprocessing: "pixels / 255",
      },
      optimizer: { name, title },
      setting: {
        id: `learningRate=${learningRate.toPrecision(3)}`,
        hyperparameters: { learningRate, ...others },
        variables: {},
      },
      seed,
      phase,
      budget: {
        epochs: EPOCHS,
        steps: EPOCHS * STEPS_PER_EPOCH,
        batchSize: 128,
        schedule: "cosine",
      },
      status: diverged ? "diverged" : "completed",
      divergedAtStep: diverged ? end.step : null,
      results: {
        ...base.results,
        initial: {
          "validation/loss": 2.3,
          "validation/accuracy": 0.1,
          ...(phase === "search" ? {} : { "test/loss": 2.3, "test/accuracy": 0.1 }),
        },
        final: scores,
        best: scores,
        bestEpoch: diverged ? null : end.epoch,
        steps: end.step,
        epochs: end.epoch,
        seconds: end.seconds,
        gradientEvaluations: end.gradientEvaluations,
        target: { metric: "validation/accuracy", value: TARGET },
        stepsToTarget: reached?.step ?? null,
        secondsToTarget: reached?.seconds ?? null,
        examplesPerSecond: 82000,
      },
      environment: { ...base.environment, cpu: "Reference CPU @ 3.10GHz" },
      command: "deno task compare --dataset mnist --seeds 5",
    });
  }
}

/** Numerical Recipes' generator: all that an invented curve needs. */
function linearCongruential(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
