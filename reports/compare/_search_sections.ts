import {
  placesOf,
  scaleOf,
  type SearchedSetting,
  type SearchedSettings,
} from "../charts/searched_settings.ts";
import type { MetricKey } from "../record/metric.ts";
import type { RunRecord } from "../record/run_record.ts";
import type { Section } from "../sections/section.ts";
import type { SettingsSection } from "../sections/settings.ts";
import { expectedMinimum } from "../statistics/expected_minimum.ts";
import { hyperparameterImportance } from "../statistics/hyperparameter_importance.ts";
import { summarize } from "../statistics/summarize.ts";
import { capitalized } from "../text/capitalized.ts";
import { type ComparedMetrics, finalValue, type NamedMetric } from "./_compared_metrics.ts";
import type { OptimizerResult } from "./_optimizer_result.ts";

/** Fewer settings say nothing of what matters. */
const FEWEST_SETTINGS = 8;
/** A forest over more settings takes seconds, and these show the same. */
const MOST_SETTINGS = 400;
/** A tuning curve of two settings is a line. */
const FEWEST_TO_TUNE = 3;

/** The search of each optimizer of which several hyperparameters were searched. */
export function searchedSections(
  results: readonly OptimizerResult[],
  { search }: ComparedMetrics,
): Section[] {
  const sections = results.flatMap((result): SettingsSection[] => {
    const settings = settingsOf(result, search.key);
    const names = variedNames(settings.map(({ record }) => record));
    if (names.length < 2 || settings.length < FEWEST_SETTINGS) return [];
    const searched = searchedSettings(settings, names, search);
    return [{
      kind: "settings",
      title: result.title,
      searched,
      importance: importanceOf(searched),
    }];
  });
  if (sections.length === 0) return [];
  return [{
    kind: "tabs",
    title: "Searched settings",
    text: "Each line is a setting, from its hyperparameters to its score, the better the higher " +
      "and the brighter; dotted ones have none, as they diverged or failed.",
    sections,
    note:
      "Importance is the share of the variance over the searched ranges that a hyperparameter " +
      "explains by itself: the main effects of a functional analysis of variance over a forest of 64 " +
      "regression trees (Hutter et al. 2014). It is of the ranks of scores, those without one last, so " +
      "that one bad setting does not outweigh all others.",
  }];
}

/** The best score that a smaller search would have found, for every number of settings. */
export function tuningSection(
  results: readonly OptimizerResult[],
  { search: { key, title, metric } }: ComparedMetrics,
): Section[] {
  const sign = metric.better === "lower" ? 1 : -1;
  const series = results.flatMap(({ name, title, search }) => {
    const scores = settingsOf({ search }, key)
      .flatMap(({ records }) =>
        summarize(records.flatMap((each) => finalValue(each, key) ?? [])) ?? []
      )
      .map(({ mean }) => sign * mean);
    if (scores.length < FEWEST_TO_TUNE) return [];
    const points = expectedMinimum(scores)
      .map((best, index) => ({ x: index + 1, y: sign * best }));
    return [{ name, title, points }];
  });
  if (series.length === 0) return [];
  const isLog = metric.better === "lower" && metric.format !== "percent" &&
    series.every(({ points }) => points.every(({ y }) => y > 0));
  return [{
    kind: "lines",
    title: "Tuning budget",
    text:
      `The ${title} of the best of so many settings, expected over all ways to pick them from those that were tried.`,
    charts: [{
      title: `Best ${title}`,
      series,
      x: { title: "Settings tried" },
      y: {
        title: capitalized(title),
        format: metric.format,
        ...isLog ? { scale: "log" as const } : {},
      },
    }],
    colours: "name",
    note:
      "One that needs few settings to be good is easy to tune (Dodge et al. 2019). A setting that diverged counts " +
      "as the untrained model.",
  }];
}

/** The trials of one setting. */
interface TriedSetting {
  readonly record: RunRecord;
  readonly records: readonly RunRecord[];
}

function settingsOf({ search }: Pick<OptimizerResult, "search">, key: MetricKey): TriedSetting[] {
  const records = search.map(({ record }) => record)
    .filter((record) => record.status !== "completed" || finalValue(record, key) !== null);
  const groups = Map.groupBy(records, ({ setting }) => JSON.stringify(setting.hyperparameters));
  return [...groups.values()].map((own) => ({ record: own[0], records: own }));
}

/** The hyperparameters that have several values, the learning rate first. */
function variedNames(records: readonly RunRecord[]): string[] {
  const [first] = records;
  if (first === undefined) return [];
  const varied = Object.keys(first.setting.hyperparameters).filter((name) =>
    records.every(({ setting }) => typeof setting.hyperparameters[name] === "number") &&
    new Set(records.map(({ setting }) => setting.hyperparameters[name])).size > 1
  );
  return varied.sort((a, b) => Number(b === "learningRate") - Number(a === "learningRate"));
}

function searchedSettings(
  tried: readonly TriedSetting[],
  names: readonly string[],
  { key, title, metric }: NamedMetric,
): SearchedSettings {
  const settings = tried.map(({ record, records }): SearchedSetting => {
    const isLost = records.some(({ status }) => status !== "completed");
    const scores = records.flatMap((each) => finalValue(each, key) ?? []);
    return {
      values: names.map((name) => record.setting.hyperparameters[name]),
      score: isLost ? null : summarize(scores)?.mean ?? null,
    };
  });
  const scores = settings.flatMap(({ score }) => score ?? []);
  return {
    hyperparameters: names.map((name, index) => ({
      title: titleOf(name),
      scale: scaleOf(settings.map(({ values }) => values[index])),
    })),
    score: {
      title: capitalized(title),
      better: metric.better,
      format: metric.format,
      scale: metric.format === "percent" || scores.length === 0 ? "linear" : scaleOf(scores),
    },
    settings,
  };
}

function importanceOf(
  { hyperparameters, score, settings }: SearchedSettings,
): SettingsSection["importance"] {
  const stride = Math.ceil(settings.length / MOST_SETTINGS);
  const own = settings.filter((_, index) => index % stride === 0);
  const columns = hyperparameters.map(({ scale }, index) =>
    placesOf(own.map(({ values }) => values[index]), scale)
  );
  const worst = score.better === "lower" ? Infinity : -Infinity;
  const scores = own.map((setting) => setting.score ?? worst);
  return hyperparameterImportance({
    points: own.map((_, row) => columns.map((column) => column[row])),
    values: ranksOf(scores),
  });
}

/** Ranks from 1; equal values share the mean of theirs. */
function ranksOf(values: readonly number[]): number[] {
  const rising = [...values].sort((a, b) => a < b ? -1 : a > b ? 1 : 0);
  return values.map((value) => (rising.indexOf(value) + rising.lastIndexOf(value)) / 2 + 1);
}

/** The name of a hyperparameter as words: "weightDecay" as "Weight decay". */
function titleOf(name: string): string {
  return capitalized(name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));
}
