import type { MetricsRow } from "./metrics_row.ts";
import type { Run } from "./run_folder.ts";
import type { RunRecord } from "./run_record.ts";
import { sampleRecord } from "./sample_run.ts";

/** How an optimizer of the synthetic comparison behaves. */
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
 * A comparison as it may come out: seven learning rates searched per optimizer, the highest of which
 * diverge, then five seeds of the best. Invented for tests of the report; the same on every call.
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
      seconds: epoch * (0.52 + 0.1 * others_(others)) + 0.01 * random(),
      trainLoss: diverged && index === last
        ? Infinity
        : 0.9 * Math.exp(-0.9 * speed * Math.sqrt(epoch)) + 0.012 + 0.004 * random(),
      trainAccuracy: Math.min(1, accuracy + 0.015 * progress),
      validationLoss: 0.07 + 0.3 * (1 - progress) + 0.005 * random(),
      validationAccuracy: accuracy,
      learningRate,
    });
  }
  return { record: record(rows), metrics: rows };

  function record(metrics: readonly MetricsRow[]): RunRecord {
    const end = metrics[metrics.length - 1];
    const reached = diverged ? undefined : metrics.find((row) => row.validationAccuracy! >= TARGET);
    const scores = {
      trainLoss: diverged ? null : end.trainLoss,
      trainAccuracy: diverged ? null : end.trainAccuracy,
      validationLoss: diverged ? null : end.validationLoss,
      validationAccuracy: diverged ? null : end.validationAccuracy,
      testLoss: null,
      testAccuracy: diverged || phase === "search" ? null : end.validationAccuracy! - 0.001,
    };
    const base = sampleRecord();
    return sampleRecord({
      problem: "mnist",
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
      budget: { epochs: EPOCHS, steps: EPOCHS * STEPS_PER_EPOCH, batchSize: 128 },
      status: diverged ? "diverged" : "completed",
      divergedAtStep: diverged ? end.step : null,
      results: {
        ...base.results,
        final: scores,
        best: scores,
        bestEpoch: diverged ? null : end.epoch,
        steps: end.step,
        epochs: end.epoch,
        seconds: end.seconds,
        target: { metric: "validationAccuracy", value: TARGET },
        stepsToTarget: reached?.step ?? null,
        secondsToTarget: reached?.seconds ?? null,
        imagesPerSecond: 82000,
      },
      environment: { ...base.environment, cpu: "Reference CPU @ 3.10GHz" },
      command: "deno task compare --dataset mnist --seeds 5",
    });
  }
}

function others_(others: Readonly<Record<string, number>>): number {
  return Object.keys(others).length;
}

/** Numerical Recipes' generator: all that an invented curve needs. */
function linearCongruential(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
