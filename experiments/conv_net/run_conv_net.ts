import { randomStream } from "@descent/core";
import {
  finalTrials,
  type ImageSubset,
  type KnownOptimizer,
  type Laboratory,
  runGroups,
  SEARCH_METRIC,
  selectSetting,
  type Trial,
  withBudget,
} from "@descent/lab";
import type { Run } from "@descent/reports";
import { CLAIMS } from "./claims.ts";
import {
  comparedSettings,
  type Comparison,
  comparisonResults,
  findComparisons,
  type SettingRuns,
} from "./comparisons.ts";
import {
  BASE,
  BATCH_RATE_FACTORS,
  type ConvNetSetting,
  distinctSettings,
  drawSettings,
  GRID,
  RATE_FACTORS,
  VARIABLES,
} from "./conv_net_setting.ts";
import { convNetTrial } from "./conv_net_trial.ts";

/** Options of {@linkcode runConvNet}. */
export interface ConvNetOptions {
  /** The optimizers, each with its rates and its random search. */
  readonly optimizers: readonly KnownOptimizer[];
  /** The images, of which all but the long trials learn the first ones. */
  readonly images: ImageSubset["options"];
  /** Number of epochs over them. */
  readonly epochs: number;
  /** Number of settings of each optimizer's random search. */
  readonly draws: number;
  /** Number of epochs over all training images, with the reference's setting and with the best one. */
  readonly longEpochs: number;
  /** Seed of the random search and of its trials. */
  readonly seed: number;
  /** The seeds of the sweeps, which find the strongest rival of each claimed value. */
  readonly sweepSeeds: readonly number[];
  /** Other seeds, which judge the two. */
  readonly judges: readonly number[];
  /** The seeds of the best setting, and of the reference's, on all images. */
  readonly longJudges: readonly number[];
}

/** The trials of the experiment by their purpose. */
export interface ConvNetRuns {
  /** One value changed at a time, and batch size with number of filters, with {@linkcode sweepOptimizer}. */
  readonly sweeps: readonly Run[];
  /** The learning rates of the other optimizers at the base. */
  readonly rates: readonly Run[];
  /** The random search. */
  readonly search: readonly Run[];
  /** The claimed values and their rivals, by the seeds that judge. */
  readonly judged: readonly Run[];
  /** The base, at a constant rate on all images. */
  readonly reference: readonly Run[];
  /** The best of the search, on all images. */
  readonly best: readonly Run[];
}

/**
 * Factor of the best setting's learning rate on all images. A rate that is the best for two epochs of a few
 * images is at the edge for many: with it one of eleven trials on MNIST diverged, and four lost most of their accuracy
 * for an epoch.
 */
const LONG_RATE = 1 / 2;

/**
 * Runs the trials of the experiment: a random search and sweeps around the reference's setting; then the best setting
 * of the one and the reference's on all images, and the claimed values beside their strongest rivals of the other.
 *
 * @param laboratory Where to run.
 * @param options Budgets and seeds, see {@linkcode ConvNetOptions}.
 * @returns The trials, and the comparisons of claimed values with their rivals.
 */
export async function runConvNet(
  laboratory: Laboratory,
  options: ConvNetOptions,
): Promise<
  { readonly runs: ConvNetRuns; readonly comparisons: readonly Comparison<SettingRuns>[] }
> {
  const { optimizers, images, epochs, draws, longEpochs, seed } = options;
  const { sweepSeeds, judges, longJudges } = options;
  const adam = sweepOptimizer(optimizers);
  // Evaluated at the end only, which takes half of the time.
  const short = { images, epochs, evaluationsPerEpoch: 1 / epochs };

  // The stream's name decides which settings are drawn, whatever the experiment is called.
  const drawn = drawSettings(draws, randomStream({ seed }).split("convnet settings"));
  const searchTrials = optimizers.flatMap((optimizer) =>
    drawn.map((setting) => convNetTrial({ setting, optimizer, seed, phase: "search", ...short }))
  );
  const rates = RATE_FACTORS.map((rateFactor) => ({ ...BASE, rateFactor }));
  const rateTrials = optimizers.filter((optimizer) => optimizer !== adam).flatMap((optimizer) =>
    rates.map((setting) =>
      convNetTrial({ setting, optimizer, seed: sweepSeeds[0], phase: "rate", ...short })
    )
  );
  const trialsOf = (settings: readonly ConvNetSetting[], seeds: readonly number[], phase: string) =>
    settings.map((setting) =>
      seeds.map((seed) => convNetTrial({ setting, optimizer: adam, seed, phase, ...short }))
    );
  const swept = sweptSettings(rates);
  const sweepTrials = trialsOf(swept, sweepSeeds, "sweep");

  // Some claims are judged at the same setting, and each has a rival.
  const claimed = CLAIMS.flatMap(({ settings }) => settings);
  const atMost = (distinctSettings(claimed).length + claimed.length) * judges.length;
  const [search, rateRuns, ...sweeps] = await runGroups(
    laboratory,
    [searchTrials, rateTrials, ...sweepTrials],
    { furtherTrials: 2 * longJudges.length + atMost },
  );

  const bestTrials = longTrials(searchTrials, search, longEpochs, longJudges);
  const referenceTrials = longJudges.map((seed) =>
    convNetTrial({
      setting: BASE,
      optimizer: adam,
      seed,
      phase: "reference",
      images: { ...images, trainSubset: null },
      epochs: longEpochs,
      schedule: "constant",
    })
  );
  const comparisons = findComparisons(withRuns(swept, sweeps));
  const compared = comparedSettings(comparisons);
  // The longest first, so that no worker is left with one of them at the end.
  const [best, reference, ...judged] = await runGroups(laboratory, [
    bestTrials,
    referenceTrials,
    ...trialsOf(compared, judges, "judge"),
  ]);
  return {
    runs: {
      search,
      rates: rateRuns,
      sweeps: sweeps.flat(),
      judged: judged.flat(),
      reference,
      best,
    },
    comparisons: comparisonResults(comparisons, withRuns(compared, judged)),
  };
}

/** The optimizer that all is swept with. */
export function sweepOptimizer(optimizers: readonly KnownOptimizer[]): KnownOptimizer {
  return optimizers.find(({ plugin }) => plugin.name === "adam")!;
}

function sweptSettings(rates: readonly ConvNetSetting[]): ConvNetSetting[] {
  // The base is in each of the sweeps.
  return distinctSettings([
    ...VARIABLES.flatMap(({ name, values }) => values.map((value) => ({ ...BASE, [name]: value }))),
    ...GRID.flatMap((batchSize) => GRID.map((filters) => ({ ...BASE, batchSize, filters }))),
    ...rates,
    // A batch size is judged with the rate that suits it.
    ...VARIABLES.find(({ name }) => name === "batchSize")!.values.flatMap((batchSize) =>
      BATCH_RATE_FACTORS.map((rateFactor) => ({ ...BASE, batchSize, rateFactor }))
    ),
  ]);
}

/** The best setting of the search, on all images at a smaller rate. */
function longTrials(
  trials: readonly Trial[],
  search: readonly Run[],
  epochs: number,
  seeds: readonly number[],
): Trial[] {
  const place = selectSetting(search);
  if (place === undefined) return [];
  const { problem, hyperparameters: { learningRate, ...hyperparameters }, ...trial } =
    trials[place];
  const long = withBudget({
    ...trial,
    problem: { ...problem, options: { ...problem.options, trainSubset: null } },
    hyperparameters: { learningRate: LONG_RATE * learningRate, ...hyperparameters },
  }, { epochs, evaluationsPerEpoch: 1 });
  return finalTrials(long, seeds, {
    metric: SEARCH_METRIC,
    candidates: search.length,
    score: search[place].record.results.final[SEARCH_METRIC]!,
  });
}

function withRuns(settings: readonly ConvNetSetting[], runs: readonly Run[][]): SettingRuns[] {
  return settings.map((setting, place) => ({ setting, runs: runs[place] }));
}
