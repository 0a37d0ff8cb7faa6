import { randomStream } from "@descent/core";
import {
  finalTrials,
  type ImageFlagValues,
  type KnownOptimizer,
  type Laboratory,
  SEARCH_METRIC,
  selectSetting,
  type Trial,
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
  /** The data set, and how many of its images are loaded. */
  readonly images: ImageFlagValues;
  /** Number of training images, the first ones, that all but the long trials learn. */
  readonly trainSubset: number;
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
  const { optimizers, images, trainSubset, epochs, draws, longEpochs, seed } = options;
  const { sweepSeeds, judges, longJudges } = options;
  const adam = sweepOptimizer(optimizers);
  // Evaluated at the end only, which takes half of the time.
  const short = { images, trainSubset, epochs, evaluationsPerEpoch: 1 / epochs };

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
    settings.flatMap((setting) =>
      seeds.map((seed) => convNetTrial({ setting, optimizer: adam, seed, phase, ...short }))
    );
  const swept = sweptSettings(rates);
  const sweepTrials = trialsOf(swept, sweepSeeds, "sweep");

  // Some claims are judged at the same setting, and each has a rival.
  const claimed = CLAIMS.flatMap(({ settings }) => settings);
  const atMost = (distinctSettings(claimed).length + claimed.length) * judges.length;
  const explored = await laboratory.run([...searchTrials, ...rateTrials, ...sweepTrials], {
    furtherTrials: 2 * longJudges.length + atMost,
  });
  const [search, rateRuns, sweeps] = portions(explored, [searchTrials, rateTrials, sweepTrials]);

  const bestTrials = longTrials(searchTrials, search, longEpochs, longJudges);
  const referenceTrials = longJudges.map((seed) =>
    convNetTrial({
      setting: BASE,
      optimizer: adam,
      seed,
      phase: "reference",
      images,
      epochs: longEpochs,
      schedule: "constant",
    })
  );
  const comparisons = findComparisons(grouped(swept, sweeps));
  const compared = comparedSettings(comparisons);
  const judgeTrials = trialsOf(compared, judges, "judge");
  // The longest first, so that no worker is left with one of them at the end.
  const later = [bestTrials, referenceTrials, judgeTrials];
  const [best, reference, judged] = portions(await laboratory.run(later.flat()), later);
  return {
    runs: { search, rates: rateRuns, sweeps, judged, reference, best },
    comparisons: comparisonResults(comparisons, grouped(compared, judged)),
  };
}

/**
 * The optimizer that all is swept with.
 *
 * @param optimizers Those of the experiment.
 * @returns Adam.
 */
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
  const { problem } = trials[place];
  const { learningRate, ...hyperparameters } = trials[place].hyperparameters;
  const long: Trial = {
    ...trials[place],
    problem: {
      ...problem,
      options: { ...problem.options, trainSubset: null },
      budget: { ...problem.budget, epochs, evaluationsPerEpoch: 1 },
    },
    hyperparameters: { learningRate: LONG_RATE * learningRate, ...hyperparameters },
  };
  return finalTrials(long, seeds, {
    metric: SEARCH_METRIC,
    candidates: search.length,
    score: search[place].record.results.final[SEARCH_METRIC]!,
  });
}

/** Runs that were asked for together, list by list. */
function portions(runs: readonly Run[], asked: readonly (readonly unknown[])[]): Run[][] {
  let start = 0;
  return asked.map(({ length }) => runs.slice(start, start += length));
}

/** Settings with as many trials each. */
function grouped(settings: readonly ConvNetSetting[], runs: readonly Run[]): SettingRuns[] {
  const each = runs.length / settings.length;
  return settings.map((setting, place) => (
    { setting, runs: runs.slice(place * each, (place + 1) * each) }
  ));
}
