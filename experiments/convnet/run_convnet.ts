import { randomStream } from "@descent/core";
import type { Run } from "@descent/reports";
import { finalTrials } from "../experiment/final_trials.ts";
import type { KnownOptimizer } from "../experiment/known_optimizers.ts";
import type { Laboratory } from "../experiment/laboratory.ts";
import { makeTrial } from "../experiment/make_trial.ts";
import { selectSetting } from "../experiment/select_setting.ts";
import { convNetProblem } from "../problems/conv_net_problem.ts";
import type { Problem } from "../problems/problem.ts";
import type { Trial } from "../trials/trial.ts";
import {
  BASE,
  type ConvnetSetting,
  drawSettings,
  GRID,
  RATE_FACTORS,
  settingValues,
  VARIABLES,
} from "./convnet_setting.ts";

/** What {@linkcode runConvnet} tries. */
export interface ConvnetOptions {
  /** The optimizers, each with its rates and its random search. */
  readonly optimizers: readonly KnownOptimizer[];
  /** How many training images sweeps and search learn. */
  readonly trainCount: number;
  /** Passes over them. */
  readonly epochs: number;
  /** How many settings are drawn for the random search of each optimizer. */
  readonly draws: number;
  /** Passes over all training images, with the reference's setting and with the best one. */
  readonly longEpochs: number;
  /** Seed of the random search and of its trials. */
  readonly seed: number;
  /** The seeds of the sweeps and of the reference's setting, which its claims are judged by. */
  readonly judges: readonly number[];
  /** The seeds of the best setting on all images. */
  readonly bestJudges: readonly number[];
}

/** What came out. */
export interface ConvnetRuns {
  /** One value changed at a time, and batch size with number of filters, with {@linkcode sweepOptimizer}. */
  readonly sweeps: readonly Run[];
  /** The learning rates of the other optimizers at the base. */
  readonly rates: readonly Run[];
  /** The random search. */
  readonly search: readonly Run[];
  /** The base, at a constant rate on all images. */
  readonly reference: readonly Run[];
  /** The best of the search, on all images. */
  readonly best: readonly Run[];
}

/**
 * Runs the trials of the experiment: a random search; its best setting and the reference's on all images; and sweeps
 * around the latter.
 *
 * @param laboratory Where to run.
 * @param options Budgets and seeds, see {@linkcode ConvnetOptions}.
 * @returns What came out.
 */
export async function runConvnet(
  laboratory: Laboratory,
  options: ConvnetOptions,
): Promise<ConvnetRuns> {
  const { optimizers, trainCount, epochs, draws, longEpochs, seed, judges, bestJudges } = options;
  const dataset = laboratory.dataset.name;
  const adam = sweepOptimizer(optimizers);
  // Evaluated at the end only, which takes half of the time.
  const short = { dataset, trainCount, epochs, evaluationsPerEpoch: 1 / epochs };

  const drawn = drawSettings(draws, randomStream({ seed }).split("convnet settings"));
  const searchTrials = optimizers.flatMap((optimizer) =>
    drawn.map((setting) => convnetTrial({ setting, optimizer, seed, phase: "search", ...short }))
  );
  const rates = RATE_FACTORS.map((rateFactor) => ({ ...BASE, rateFactor }));
  const rateTrials = optimizers.filter((optimizer) => optimizer !== adam).flatMap((optimizer) =>
    rates.map((setting) => ({ setting, optimizer, seed: judges[0], phase: "rate", ...short }))
  ).map(convnetTrial);
  const sweepTrials = judges.flatMap((seed) =>
    sweptSettings(rates).map((setting) => ({
      setting,
      optimizer: adam,
      seed,
      phase: "sweep",
      ...short,
    }))
  ).map(convnetTrial);
  const referenceTrial = convnetTrial({
    setting: BASE,
    optimizer: adam,
    seed,
    phase: "reference",
    dataset,
    epochs: longEpochs,
    schedule: "constant",
  });
  const referenceTrials = judges.map((seed) => ({ ...referenceTrial, seed }));

  const others = [referenceTrials, rateTrials, sweepTrials];
  const toCome = others.flat().length + bestJudges.length;
  const search = await laboratory.run(searchTrials, { toCome });
  const place = selectSetting(search);
  const bestTrials = place === undefined ? [] : finalTrials(
    { ...searchTrials[place], problem: long(searchTrials[place].problem, longEpochs) },
    bestJudges,
    {
      metric: "validationAccuracy",
      candidates: search.length,
      score: search[place].record.results.best.validationAccuracy!,
    },
  );
  // The longest first, so that no worker is left with one of them at the end.
  const runs = await laboratory.run([...bestTrials, ...others.flat()]);
  const best = runs.splice(0, bestTrials.length);
  const [reference, rateRuns, sweeps] = others.map(({ length }) => runs.splice(0, length));
  return { search, best, reference, rates: rateRuns, sweeps };
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

interface ConvnetTrialOptions extends Omit<Parameters<typeof convNetProblem>[0], "batchSize"> {
  readonly setting: ConvnetSetting;
  readonly optimizer: KnownOptimizer;
  readonly seed: number;
  readonly phase: string;
}

function convnetTrial(
  { setting, optimizer, seed, phase, ...budget }: ConvnetTrialOptions,
): Trial {
  const { learningRate, ...variables } = settingValues(setting, optimizer);
  return makeTrial({
    experiment: "convnet",
    problem: convNetProblem({ ...variables, ...budget }),
    optimizer,
    hyperparameters: { learningRate },
    variables,
    seed,
    phase,
  });
}

function sweptSettings(rates: readonly ConvnetSetting[]): ConvnetSetting[] {
  const settings = [
    ...VARIABLES.flatMap(({ name, values }) => values.map((value) => ({ ...BASE, [name]: value }))),
    ...GRID.flatMap((batchSize) => GRID.map((filters) => ({ ...BASE, batchSize, filters }))),
    ...rates,
  ];
  // The base is in each of the sweeps.
  return [...new Map(settings.map((setting) => [JSON.stringify(setting), setting])).values()];
}

function long({ trainCount: _all, ...problem }: Problem, epochs: number): Problem {
  return { ...problem, epochs, evaluationsPerEpoch: 1 };
}
