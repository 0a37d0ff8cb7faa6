import {
  type Cell,
  compareOptimizers,
  formatNumber,
  type MetricKey,
  metricOf,
  metricTitle,
  type Page,
  type Run,
  type RunRecord,
  type Section,
  summarize,
} from "@descent/reports";
import { capitalized, settingText } from "./_trial_text.ts";

/**
 * The results of the trials that have ended so far.
 *
 * @category Content
 */
export interface LiveResults {
  /** The finding. */
  readonly finding: Pick<Page, "answer" | "headline" | "picture">;
  /** The sections that show it, those of the report. */
  readonly sections: readonly Section[];
}

/** Settings that have curves of their own. */
const MOST_CURVES = 8;

/**
 * The results of the trials that have ended so far: for each problem the comparison of its optimizers, as in the report; where
 * an experiment varies something else, its settings by their scores.
 *
 * @category Content
 * @param runs The trials that have ended.
 * @param options Whether the run has ended, so that nothing will change any more; default false.
 * @returns Finding and sections.
 *
 * @example
 * ```ts
 * import { liveResults } from "@descent/live";
 * import { syntheticRuns } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(liveResults([]).finding.headline, "No trial has ended yet.");
 * assertEquals(liveResults(syntheticRuns()).finding.answer?.startsWith("So far"), true);
 * ```
 */
export function liveResults(
  runs: readonly Run[],
  { hasEnded = false }: { readonly hasEnded?: boolean } = {},
): LiveResults {
  const groups = [
    ...Map.groupBy(runs, ({ record }) => `${record.experiment} ${record.problem.name}`).values(),
  ].map((own) => resultsOf(own, hasEnded));
  if (groups.length === 1) {
    const [{ finding, sections }] = groups;
    return { finding, sections };
  }
  if (groups.length === 0) {
    return { finding: { headline: "No trial has ended yet." }, sections: [] };
  }
  const verdicts = groups.map(({ title, verdict }) => `${title}: ${verdict}.`);
  return {
    finding: { headline: verdicts.join(" ") },
    sections: groups.map(({ title, finding, sections }): Section => ({
      kind: "group",
      title,
      text: [finding.answer, finding.headline].filter((text) => text !== undefined).join(": "),
      facts: [],
      sections,
    })),
  };
}

interface GroupResults extends LiveResults {
  readonly title: string;
  readonly verdict: string;
}

/** The trials of one experiment on one problem. */
function resultsOf(runs: readonly Run[], hasEnded: boolean): GroupResults {
  const [{ record: { experiment, problem } }] = runs;
  const title = `${capitalized(problem.title)} (${experiment})`;
  if (!isComparison(runs)) return { title, ...settingResults(runs) };
  const { finding: { answer, reasons }, verdict, picture, sections } = compareOptimizers(runs);
  const said = answer === null || hasEnded
    ? answer
    : `So far ${answer === "No clear winner" ? "no clear winner" : answer}`;
  return {
    title,
    verdict,
    finding: {
      ...said !== null && { answer: said },
      headline: reasons,
      ...picture && { picture },
    },
    sections,
  };
}

/** Whether its trials differ in optimizer, hyperparameters and seed alone, which a comparison of optimizers takes. */
function isComparison(runs: readonly Run[]): boolean {
  const others = runs.map(({ record: { problem, setting } }) =>
    JSON.stringify([problem.options, setting.variables])
  );
  return new Set(others).size === 1;
}

/** The settings of an experiment by the metric that defines the best evaluation, without a claim. */
function settingResults(runs: readonly Run[]): Omit<GroupResults, "title"> {
  const [{ record: { problem } }] = runs;
  const key = problem.selection;
  const { better, format } = metricOf(problem.metrics, key);
  const sign = better === "higher" ? -1 : 1;
  const settings = [...Map.groupBy(runs, ({ record }) => settingKey(record)).values()]
    .map((own) => ({ own, score: summarize(own.flatMap(({ record }) => scoreOf(record, key))) }))
    .toSorted((a, b) =>
      Number(a.score === null) - Number(b.score === null) ||
      sign * ((a.score?.mean ?? 0) - (b.score?.mean ?? 0))
    );
  const [best] = settings;
  const title = metricTitle(problem.metrics, key);
  const headline = best.score === null
    ? "No trial has come to a result yet."
    : `${nameOf(best.own[0].record)} has the best ${title} so far: ${
      formatNumber(best.score.mean, format)
    }.`;
  const rows = settings.map(({ own, score }): Cell[] => [
    { value: own[0].record.optimizer.title, series: own[0].record.optimizer.name },
    settingText(own[0].record.setting),
    score === null
      ? { value: null, text: own.map(({ record }) => record.status).join(", ") }
      : { value: score.mean, confidence: score.confidence },
    own.length,
  ]);
  return {
    verdict: headline.replace(/\.$/, ""),
    finding: { headline },
    sections: [
      {
        kind: "table",
        title: "Settings so far",
        columns: [
          { title: "Optimizer" },
          { title: "Setting" },
          { title: capitalized(title), format },
          { title: "Trials", format: "count" },
        ],
        rows,
        note:
          "Means at the end of training, with 95\u202f% confidence intervals over trials that " +
          "differ in their seed alone; what these settings are compared for, the report says.",
      },
      {
        kind: "curves",
        title: "Training so far",
        text:
          "The best settings: the mean over their seeds, in a band from the lowest to the highest.",
        series: settings.slice(0, MOST_CURVES).map(({ own }) => ({
          name: `setting ${settingKey(own[0].record)}`,
          title: nameOf(own[0].record),
          runs: own.map(({ metrics }) => metrics),
        })),
        charts: [{ title: capitalized(title), column: key, format }],
        colours: "order",
      },
    ],
  };
}

function settingKey({ optimizer, setting, problem }: RunRecord): string {
  return JSON.stringify([optimizer.name, setting.id, problem.options]);
}

function nameOf(record: RunRecord): string {
  return [record.optimizer.title, settingText(record.setting)].filter((text) => text !== "").join(
    ", ",
  );
}

/** Of one that diverged the untrained model's, as in reports. */
function scoreOf({ status, results }: RunRecord, key: MetricKey): number[] {
  if (status === "failed") return [];
  const value = (status === "diverged" ? results.initial : results.final)[key];
  return value == null ? [] : [value];
}
