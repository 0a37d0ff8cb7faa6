import {
  type CurveChart,
  type MetricKey,
  metricOf,
  metricTitle,
  type ProblemRecord,
  type Section,
} from "@descent/reports";
import type { LiveTrial } from "../trials/live_trials.ts";
import { capitalized, trialText } from "./_trial_text.ts";

/**
 * The curves of trials that run: for each problem a section with a line for each of its trials.
 *
 * @category Content
 * @param trials The trials, with their evaluations so far.
 * @returns The sections; none for a problem of which no trial was evaluated yet.
 *
 * @example
 * ```ts
 * import { liveCurves } from "@descent/live";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const { record, metrics } = sampleRun();
 * const trial = { trial: { ...record, epochs: 2 }, rows: metrics, status: "running" as const, since: 0 };
 * assertEquals(liveCurves([trial]).map(({ kind }) => kind), ["curves"]);
 * ```
 */
export function liveCurves(trials: readonly LiveTrial[]): Section[] {
  const evaluated = trials.filter(({ rows }) => rows.length > 0);
  const problems = [...Map.groupBy(evaluated, ({ trial }) => trial.problem.name).values()];
  return problems.map((own): Section => {
    const { problem } = own[0].trial;
    const of = problems.length === 1 ? "" : ` on ${problem.title}`;
    return {
      kind: "curves",
      title: `Trials as they run${of}`,
      text: "Each line is one trial, those that run now and the latest that have ended.",
      series: own.map(({ trial, rows, status }) => ({
        name: `trial ${trial.trialId}`,
        title: `${trialText(trial)}${ENDS[status]}`,
        runs: [rows],
      })),
      charts: shownKeys(problem).map((key) => chartOf(problem, key, own)),
      axes: ["epoch", "step", "seconds"],
      colours: "order",
    };
  });
}

const ENDS: Readonly<Record<LiveTrial["status"], string>> = {
  running: "",
  stopping: " (stopping)",
  completed: " (ended)",
  diverged: " (diverged)",
  failed: " (failed)",
};

/** The metric that defines the best evaluation, and the losses. */
function shownKeys({ metrics, selection }: ProblemRecord): MetricKey[] {
  const losses: MetricKey[] = Object.hasOwn(metrics, "loss")
    ? ["validation/loss", "train/loss"]
    : [];
  return [...new Set([selection, ...losses])];
}

function chartOf(
  { metrics }: ProblemRecord,
  key: MetricKey,
  trials: readonly LiveTrial[],
): CurveChart {
  const { better, format } = metricOf(metrics, key);
  const values = trials.flatMap(({ rows }) => rows.map(({ scores }) => scores[key]))
    .filter((value) => value != null && Number.isFinite(value));
  const isLog = better === "lower" && format !== "percent" && values.every((value) => value! > 0);
  return {
    title: capitalized(metricTitle(metrics, key)),
    column: key,
    format,
    scale: isLog ? "log" : "linear",
  };
}
