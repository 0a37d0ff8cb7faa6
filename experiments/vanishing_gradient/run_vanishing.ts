import {
  type ImageSubset,
  type KnownOptimizer,
  type Laboratory,
  makeTrial,
  runGroups,
  searchRates,
  selectSetting,
  type Trial,
  withBudget,
} from "@descent/lab";
import {
  chooseProblem,
  fullyConnected,
  type FullyConnectedValues,
  type ProblemChoice,
} from "@descent/problems";
import type { Run } from "@descent/reports";

const UNITS = 100;
const EPOCHS = 5;

/** An activation of hidden layers. */
export type Activation = FullyConnectedValues["activation"];

/** The activations that are compared. */
export const ACTIVATIONS: readonly Activation[] = ["sigmoid", "relu"];

/** Settings and seeds of {@linkcode runVanishing}. */
export interface VanishingOptions {
  /** The optimizers. */
  readonly optimizers: readonly KnownOptimizer[];
  /** The images that are learned, as options of the problem. */
  readonly images: ImageSubset["options"];
  /** Layers of weights. */
  readonly depths: readonly number[];
  /** Standard deviations of the initial weights. */
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
        weightScales.map((weightScale) => {
          const problem = vanishingProblem({ images, activation, layers, weightScale });
          const trial = (learningRate: number, seed: number, phase: string) =>
            vanishingTrial({ problem, optimizer, learningRate, seed, phase });
          return { trial, learningRates: searchRates(problem, optimizer, rates) };
        })
      )
    )
  );
  // A search looks at the end only, which takes less time.
  const search = await runGroups(
    laboratory,
    nets.map(({ trial, learningRates }) =>
      learningRates.map((rate) =>
        withBudget(trial(rate, seed, "search"), { evaluationsPerEpoch: 1 / EPOCHS })
      )
    ),
    { furtherTrials: nets.length * judges.length },
  );
  const shown = await laboratory.run(nets.flatMap(({ trial, learningRates }, index) => {
    const place = selectSetting(search[index]) ?? 0;
    return judges.map((seed) => trial(learningRates[place], seed, "final"));
  }));
  return { search: search.flat(), shown };
}

/** A net with its initial weights, and the images that it learns. */
export interface VanishingNet {
  /** The images that are learned, as options of the problem. */
  readonly images: ImageSubset["options"];
  /** Activation of the hidden layers. */
  readonly activation: Activation;
  /** Layers of weights. */
  readonly layers: number;
  /** Standard deviation of the initial weights. */
  readonly weightScale: number;
}

/** The problem of a net. */
export function vanishingProblem(
  { images, activation, layers, weightScale }: VanishingNet,
): ProblemChoice {
  return chooseProblem(fullyConnected, {
    options: {
      ...images,
      hidden: Array(layers - 1).fill(UNITS),
      activation,
      initialWeights: "normal",
      weightScale,
    },
    budget: {
      batchSize: 50,
      epochs: EPOCHS,
      evaluationsPerEpoch: 2,
      schedule: "constant",
      target: null,
    },
  });
}

/** Options of {@linkcode vanishingTrial}. */
export interface VanishingTrialOptions {
  /** The problem, one of {@linkcode vanishingProblem}. */
  readonly problem: ProblemChoice;
  /** The optimizer. */
  readonly optimizer: KnownOptimizer;
  /** The learning rate. */
  readonly learningRate: number;
  /** Seed of initial weights and minibatches. */
  readonly seed: number;
  /** Purpose of the trial. */
  readonly phase: string;
}

/** One of the trials, which observes the gradient of each layer's weights. */
export function vanishingTrial(
  { problem, optimizer, learningRate, seed, phase }: VanishingTrialOptions,
): Trial {
  const { activation, hidden, weightScale } = problem.options as unknown as FullyConnectedValues;
  return makeTrial({
    experiment: "vanishing-gradient",
    problem,
    optimizer,
    hyperparameters: { learningRate },
    variables: { activation, layers: hidden.length + 1, weightScale },
    seed,
    phase,
    observe: ["gradientNorms"],
  });
}
