import type { Run } from "@descent/reports";
import type { Trial } from "../trials/trial.ts";
import {
  type AsynchronousHalving,
  asynchronousHalving,
  REDUCTION_FACTOR,
  RUNGS,
} from "./_asynchronous_halving.ts";
import { edgeOf, ratesBetween, ratesBeyond, type RateWindow } from "./_learning_rate_window.ts";
import { finalTrials } from "./final_trials.ts";
import type { Laboratory } from "./laboratory.ts";
import { runJudges, type RunJudgesOptions } from "./run_judges.ts";
import { repeatSeeds } from "./seeds.ts";
import { rankSettings, SEARCH_METRIC } from "./select_setting.ts";
import type { SettingSearch } from "./setting_search.ts";
import { withBudget } from "./with_budget.ts";

/** How often a window of learning rates moves at most; rates that are still better lie orders of magnitude away. */
const MOST_MOVES = 3;
/** The trials that a move adds to a search. */
const MOVED_PART = 0.25;
/** How far the window moves where settings are drawn: two decades. */
const MOVED_RATIO = 100;
const ANY_RATE: RateWindow = [0, Infinity];

/**
 * Options of {@linkcode searchThenJudge}.
 *
 * @category Search
 */
export interface SearchThenJudgeOptions extends RunJudgesOptions {
  /** How many of the best settings of a search are tried again with two more seeds; default 2. */
  readonly repeated?: number;
  /**
   * Whether settings are stopped early, by asynchronous successive halving: each is trained for a ninth of the budget, then
   * anew for a third, then for all of it, and goes on only while it is among the best third of its rung. Only those that had
   * the whole budget can be chosen. Default false.
   */
  readonly stopsEarly?: boolean;
}

/**
 * Tunes and judges several methods alike. The search of each goes on while its best learning rate is at an edge of what
 * was tried, at most three times; then two rates between the best and its neighbours are tried, and the two best settings
 * again with two more seeds. The setting with the lowest mean validation loss at the end of training is judged.
 *
 * @category Search
 * @param laboratory Where to run.
 * @param searches The search of each method, or the trials that it begins with. As many for each is what makes it fair.
 * @param seeds The seeds that judge.
 * @param options How many settings are tried again, and more, see {@linkcode SearchThenJudgeOptions}.
 * @returns The trials of all searches, shorter ones of phase `"rung"`, then those that judge, then those that look
 * between their solutions. A method without any completed trial has none that judges.
 *
 * @example
 * ```ts ignore
 * import { type Laboratory, searchThenJudge } from "@descent/lab";
 * import { sampleTrial } from "@descent/lab/testing";
 *
 * async function tuneAdam(laboratory: Laboratory) {
 *   const candidates = [0.001, 0.01].map((learningRate) =>
 *     sampleTrial({ hyperparameters: { ...sampleTrial().hyperparameters, learningRate } })
 *   );
 *   return await searchThenJudge(laboratory, [candidates], [1, 2, 3]);
 * }
 * ```
 */
export async function searchThenJudge(
  laboratory: Laboratory,
  searches: readonly (SettingSearch | readonly Trial[])[],
  seeds: readonly number[],
  { repeated = 2, stopsEarly = false, diagnostics = false }: SearchThenJudgeOptions = {},
): Promise<Run[]> {
  const states = searches.map((search): SearchState => {
    const { candidates, range = ANY_RATE, window, draw } = isTrials(search)
      ? { candidates: search }
      : search;
    return {
      range,
      window: window ?? windowOf(candidates),
      draw,
      settings: candidates.map(begun),
      halving: stopsEarly ? asynchronousHalving() : undefined,
    };
  });
  // Rates between, repeats and judges are sure to come; how often a window moves is not.
  const later = states.length * (2 + repeated * repeatSeeds(0).length + seeds.length);
  await runMissing(laboratory, states, later);
  for (let move = 0; move < MOST_MOVES; move++) {
    const moved = states.map((state) =>
      widen(state, Math.ceil(MOVED_PART * state.settings.length))
    );
    if (!moved.includes(true)) break;
    await runMissing(laboratory, states, later);
  }
  states.forEach(refine);
  await runMissing(laboratory, states, later - 2 * states.length);
  states.forEach((state) => repeat(state, repeated));
  await runMissing(laboratory, states, states.length * seeds.length);
  const finals = states.flatMap(({ settings }) => {
    const [best] = rankTried(settings);
    if (best === undefined) return [];
    const selection = { metric: SEARCH_METRIC, candidates: settings.length, score: best.loss };
    return finalTrials(settings[best.place].trials[0], seeds, selection);
  });
  const judged = await runJudges(laboratory, finals, { diagnostics });
  const searched = states.flatMap(({ settings }) => settings)
    .flatMap(({ rungs, runs }) => [...rungs, ...runs]);
  return [...searched, ...judged];
}

/** A setting with a trial for each seed, of which some have run. */
interface TriedSetting {
  readonly trials: Trial[];
  readonly runs: Run[];
  /** The shorter trials by which it goes on or is stopped. */
  readonly rungs: Run[];
}

interface SearchState {
  readonly range: RateWindow;
  readonly draw: SettingSearch["draw"];
  readonly settings: TriedSetting[];
  readonly halving: AsynchronousHalving | undefined;
  window: RateWindow;
}

/** A trial that runs, and whose it is. */
interface AskedTrial {
  readonly state: SearchState;
  readonly setting: TriedSetting;
  readonly rung: number;
  readonly trial: Trial;
}

async function runMissing(
  laboratory: Laboratory,
  states: readonly SearchState[],
  furtherTrials: number,
): Promise<void> {
  const asked = states.flatMap((state) =>
    state.halving === undefined ? missing(state) : entering(state, state.halving)
  );
  if (asked.length === 0) return;
  const climbing = asked.filter(({ rung }) => rung < RUNGS.length - 1).length;
  const runs = await laboratory.run(asked.map(({ trial }) => trial), {
    furtherTrials: furtherTrials + Math.ceil(climbing / REDUCTION_FACTOR) +
      Math.ceil(climbing / REDUCTION_FACTOR ** 2),
    ...(climbing > 0 && {
      follow(run, place) {
        const { state, setting, rung } = asked[place];
        if (rung === RUNGS.length - 1) return [];
        const next = promoted(state, setting, run);
        asked.push(...next);
        return next.map(({ trial }) => trial);
      },
    }),
  });
  // Which ones there are does not depend on which ended first, but their order does.
  for (const [place, { setting, rung }] of asked.entries()) {
    if (rung < RUNGS.length - 1) setting.rungs[rung] = runs[place];
    else setting.runs.push(runs[place]);
  }
}

/** The trials of all settings that have not run. */
function missing(state: SearchState): AskedTrial[] {
  return state.settings.flatMap((setting) =>
    setting.trials.slice(setting.runs.length)
      .map((trial) => ({ state, setting, rung: RUNGS.length - 1, trial }))
  );
}

/** The first, short trials of new settings, and what is missing of those that had the whole budget. */
function entering(state: SearchState, halving: AsynchronousHalving): AskedTrial[] {
  const { settings } = state;
  const fresh = settings.filter(({ rungs }) => rungs.length === 0);
  halving.enter(fresh.map((setting) => settings.indexOf(setting)));
  return [
    ...fresh.map((setting) => atRung(state, setting, 0)),
    ...missing({ ...state, settings: settings.filter(({ runs }) => runs.length > 0) })
      .map((asked) => ({ ...asked, state })),
  ];
}

/** The trials of those settings that go on now that one of them has come to the end of its rung. */
function promoted(state: SearchState, setting: TriedSetting, run: Run): AskedTrial[] {
  const { settings, halving } = state;
  const [ranked] = rankSettings([[run]]);
  return halving!.report(settings.indexOf(setting), ranked?.loss ?? null)
    .map(({ setting, rung }) => atRung(state, settings[setting], rung));
}

function atRung(state: SearchState, setting: TriedSetting, rung: number): AskedTrial {
  const [trial] = setting.trials;
  const { epochs } = trial.problem.budget;
  const short: Trial = { ...withBudget(trial, { epochs: RUNGS[rung] * epochs }), phase: "rung" };
  return { state, setting, rung, trial: rung === RUNGS.length - 1 ? trial : short };
}

/** Adds settings beyond the edge that the best one is at; where all diverged, below. Says whether it did. */
function widen(state: SearchState, count: number): boolean {
  const { settings, window, range, draw } = state;
  const [best] = rankTried(settings);
  const side = best === undefined
    ? settings.some(({ rungs: [first], runs: [run] }) =>
        (first ?? run).record.status === "diverged"
      )
      ? "low"
      : null
    : edgeOf(rateOf(settings[best.place]), window);
  if (side === null || settings.length < 2) return false;
  const [lowest, highest] = window;
  if (draw === undefined) {
    const rates = ratesBeyond(settings.map(rateOf), side, count, range);
    settings.push(...rates.map((rate) => begun(withRate(settings[0].trials[0], rate))));
    state.window = windowOf(settings.map(({ trials }) => trials[0]));
    return rates.length > 0;
  }
  const beyond: RateWindow = side === "high"
    ? [highest, Math.min(range[1], highest * MOVED_RATIO)]
    : [Math.max(range[0], lowest / MOVED_RATIO), lowest];
  if (!(beyond[0] > 0 && beyond[0] < beyond[1])) return false;
  settings.push(...draw(beyond, settings.length, count).map(begun));
  state.window = [Math.min(lowest, beyond[0]), Math.max(highest, beyond[1])];
  return true;
}

/** Adds the rates between the best one and its neighbours. Where more is drawn than the rate, it has no neighbours. */
function refine({ settings, draw }: SearchState): void {
  const [best] = rankTried(settings);
  if (best === undefined || draw !== undefined) return;
  const chosen = settings[best.place];
  settings.push(
    ...ratesBetween(settings.map(rateOf), rateOf(chosen))
      .map((rate) => begun(withRate(chosen.trials[0], rate))),
  );
}

/** Adds trials of the best settings with further seeds; of a single one there is nothing to choose. */
function repeat({ settings }: SearchState, count: number): void {
  if (settings.length < 2) return;
  for (const { place } of rankTried(settings).slice(0, count)) {
    const { trials } = settings[place];
    const [first] = trials;
    trials.push(...repeatSeeds(first.seed).map((seed) => ({ ...first, seed })));
  }
}

/** The settings by their losses; once some were repeated, those alone. */
function rankTried(settings: readonly TriedSetting[]): ReturnType<typeof rankSettings> {
  const most = Math.max(...settings.map(({ runs }) => runs.length));
  return rankSettings(settings.map(({ runs }) => runs))
    .filter(({ place }) => settings[place].runs.length === most);
}

function begun(trial: Trial): TriedSetting {
  return { trials: [trial], runs: [], rungs: [] };
}

function withRate(trial: Trial, learningRate: number): Trial {
  return { ...trial, hyperparameters: { ...trial.hyperparameters, learningRate } };
}

function rateOf({ trials: [{ hyperparameters }] }: TriedSetting): number {
  return hyperparameters.learningRate;
}

function windowOf(trials: readonly Trial[]): RateWindow {
  const rates = trials.map(({ hyperparameters }) => hyperparameters.learningRate);
  return [Math.min(...rates), Math.max(...rates)];
}

function isTrials(search: SettingSearch | readonly Trial[]): search is readonly Trial[] {
  return Array.isArray(search);
}
