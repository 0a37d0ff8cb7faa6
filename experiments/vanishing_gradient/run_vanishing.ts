import {
  type KnownOptimizer,
  type Laboratory,
  makeTrial,
  selectSetting,
  type Trial,
  usualRates,
} from "@descent/lab";
import { type ActivationChoice, courseProblem } from "@descent/problems";
import type { Run } from "@descent/reports";

const UNITS = 100;
const EPOCHS = 5;
const VALIDATION_IMAGES = 500;

/** The activations that are compared. */
export const ACTIVATIONS: readonly ActivationChoice[] = ["sigmoid", "relu"];

/** What {@linkcode runVanishing} tries. */
export interface VanishingOptions {
  /** The optimizers. */
  readonly optimizers: readonly KnownOptimizer[];
  /** How many training images are learned. */
  readonly images: number;
  /** Layers of weights. */
  readonly depths: readonly number[];
  /** Standard deviations of the first weights. */
  readonly weightScales: readonly number[];
  /** How many learning rates to choose from for each optimizer, activation, depth and weight scale. */
  readonly rates: number;
  /** Seed of the search. */
  readonly seed: number;
  /** The seeds of the nets that are shown. */
  readonly judges: readonly number[];
}

/** The trials of all optimizers. */
export interface VanishingTrials {
  /** Those that chose learning rates. */
  readonly search: readonly Run[];
  /** Those that are shown: every activation, depth, weight scale and seed. */
  readonly shown: readonly Run[];
}

/**
 * Trains sigmoid and relu nets of several depths and weight scales, and measures the gradient of each layer's weights
 * as they go. Each optimizer, activation, depth and weight scale has its own best learning rate.
 *
 * @param laboratory Where to run.
 * @param options Optimizers, depths, weight scales, rates and seeds, see {@linkcode VanishingOptions}.
 * @returns The trials; nets that diverged at every rate are shown at the smallest.
 */
export async function runVanishing(
  laboratory: Laboratory,
  { optimizers, images, depths, weightScales, rates, seed, judges }: VanishingOptions,
): Promise<VanishingTrials> {
  const nets = optimizers.flatMap((optimizer) =>
    ACTIVATIONS.flatMap((activation) =>
      depths.flatMap((layers) =>
        weightScales.map((weightScale) => (learningRate: number, seed: number, phase: string) =>
          vanishingTrial(laboratory, {
            optimizer,
            activation,
            images,
            layers,
            weightScale,
            learningRate,
            seed,
            phase,
          })
        ).map((trial) => ({ trial, learningRates: usualRates(optimizer, rates) }))
      )
    )
  );
  const search = await laboratory.run(
    nets.flatMap(({ trial, learningRates }) =>
      learningRates.map((rate) => evaluatedOnce(trial(rate, seed, "search")))
    ),
    { toCome: nets.length * judges.length },
  );
  const shown = await laboratory.run(nets.flatMap(({ trial, learningRates }, index) => {
    const place = selectSetting(search.slice(index * rates, (index + 1) * rates)) ?? 0;
    return judges.map((seed) => trial(learningRates[place], seed, "final"));
  }));
  return { search, shown };
}

/** A search looks at the end only, which takes less time. */
function evaluatedOnce(trial: Trial): Trial {
  return { ...trial, problem: { ...trial.problem, evaluationsPerEpoch: 1 / EPOCHS } };
}

/** What {@linkcode vanishingTrial} makes a trial from. */
export interface VanishingTrialOptions {
  /** The optimizer. */
  readonly optimizer: KnownOptimizer;
  /** What follows each hidden layer. */
  readonly activation: ActivationChoice;
  /** How many training images are learned. */
  readonly images: number;
  /** Layers of weights. */
  readonly layers: number;
  /** Standard deviation of the first weights. */
  readonly weightScale: number;
  /** The learning rate. */
  readonly learningRate: number;
  /** Seed of weights and batches. */
  readonly seed: number;
  /** What the trial is for. */
  readonly phase: string;
}

/** One of the trials, which observes the gradient of each layer's weights. */
export function vanishingTrial(
  { dataset: { name, train, validation } }: Laboratory,
  options: VanishingTrialOptions,
): Trial {
  const { optimizer, activation, images, layers, weightScale, learningRate, seed, phase } = options;
  return makeTrial({
    experiment: "vanishing-gradient",
    problem: courseProblem({
      name: `${name}-vanishing-gradient`,
      dataset: name,
      trainCount: Math.min(images, train.count),
      validationCount: Math.min(VALIDATION_IMAGES, validation.count),
      preprocessing: { scale: 1 / 255, centred: true },
      network: {
        kind: "fully-connected",
        hidden: Array(layers - 1).fill(UNITS),
        activation,
        weight: { kind: "normal", scale: weightScale },
      },
      batchSize: 50,
      epochs: EPOCHS,
      evaluationsPerEpoch: 2,
      observe: ["gradientNorms"],
    }),
    optimizer,
    hyperparameters: { learningRate },
    variables: { activation, layers, weightScale },
    seed,
    phase,
  });
}
