import { gzipSync } from "node:zlib";
import type { MetricsRow } from "../record/metrics_row.ts";
import { metricOf, metricTitle } from "../record/metric.ts";
import type { Run } from "../record/run.ts";
import { runFolder } from "../record/run_folder.ts";
import { capitalized } from "../text/capitalized.ts";
import { formatNumber } from "../text/format.ts";

/** Points that a curve of one trial is drawn from. */
const MOST_POINTS = 60;

/**
 * Trials as data for a page.
 *
 * @category Pages
 */
export interface PackedTrials {
  /** JSON, packed by gzip and written as base64. */
  readonly packed: string;
  /** Ids of the trials in it. */
  readonly ids: ReadonlySet<string>;
}

/**
 * Packs as many trials as a page has room for, the first ones.
 *
 * @param runs The trials.
 * @param options The most characters; default 250,000.
 * @returns The packed text and the ids of those in it.
 * @category Pages
 *
 * @example
 * ```ts
 * import { packTrials } from "@descent/reports";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const run = sampleRun();
 * const { ids } = packTrials([run]);
 * assertEquals([...ids], [run.record.trialId]);
 * ```
 */
export function packTrials(
  runs: readonly Run[],
  { most = 250_000 }: { readonly most?: number } = {},
): PackedTrials {
  // None takes less than this.
  let shown = runs.slice(0, Math.ceil(most / 100));
  while (true) {
    const json = JSON.stringify(shown.map(trialData), sortedKeys);
    const packed = gzipSync(json, { level: 9 }).toString("base64");
    if (packed.length <= most || shown.length === 0) {
      return { packed, ids: new Set(shown.map(({ record }) => record.trialId)) };
    }
    const share = Math.min(0.9, 0.95 * most / packed.length);
    shown = shown.slice(0, Math.floor(share * shown.length));
  }
}

function trialData({ record: { pictures: _, ...record }, metrics }: Run) {
  const keys = [
    ...new Set(metrics.flatMap(({ scores }) => Object.keys(scores))),
  ] as (keyof MetricsRow["scores"])[];
  const { metrics: known } = record.problem;
  const { final, best } = record.results;
  const text = (key: string, scores: Readonly<Record<string, number | null>>) =>
    scores[key] == null ? "" : formatNumber(scores[key], metricOf(known, key).format);
  return {
    record,
    scores: Object.keys({ ...final, ...best }).map((key) => ({
      title: capitalized(metricTitle(known, key)),
      final: text(key, final),
      best: text(key, best),
    })),
    // Within the folder of all trials, which may be another for each part of a run.
    path: `${runFolder(record)}/record.json`,
    curves: keys.map((key) => ({
      title: capitalized(metricTitle(known, key)),
      format: metricOf(known, key).format,
      points: thinned(metrics).flatMap(({ epoch, scores }) => {
        const value = scores[key];
        return value == null || !Number.isFinite(value)
          ? []
          : [[Number(epoch.toPrecision(5)), Number(value.toPrecision(5))]];
      }),
    })).filter(({ points }) => points.length > 0),
  };
}

/** Keys by their names: those of a record that was read stand in another order than those of one that was just made. */
function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1));
}

/** Rows at equal distances, the first and the last among them. */
function thinned(rows: readonly MetricsRow[]): readonly MetricsRow[] {
  if (rows.length <= MOST_POINTS) return rows;
  const step = (rows.length - 1) / (MOST_POINTS - 1);
  return Array.from({ length: MOST_POINTS }, (_, index) => rows[Math.round(index * step)]);
}
