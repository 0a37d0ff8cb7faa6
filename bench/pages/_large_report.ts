import process from "node:process";
import { compareReport, csvFiles, renderPage, type Run, withTrialsPage } from "@descent/reports";
import { sampleRecord, syntheticRuns } from "@descent/reports/testing";

/** Evaluations of each trial. */
const ROWS = 100;

/** A report over very many trials, and what it took. */
export interface LargeReport {
  /** Its first page. */
  readonly html: string;
  /** Metric rows of all trials. */
  readonly rows: number;
  /** Processor time of all that is written, in seconds. */
  readonly seconds: number;
  /** The most memory of this program so far, in bytes. */
  readonly peakBytes: number;
}

/**
 * Builds a report over made-up trials with all its pages and CSV files, and writes none.
 *
 * @param count How many trials.
 * @returns The report and what it took.
 */
export async function buildLargeReport(count: number): Promise<LargeReport> {
  const runs = manyRuns(count);
  const before = process.cpuUsage();
  const { page, pages } = withTrialsPage(compareReport(runs), runs);
  const html = await renderPage(page);
  for (const other of Object.values(pages)) await renderPage(other);
  // Made in parts, none of which is kept.
  for (const parts of Object.values(csvFiles(runs))) Array.from(parts, ({ length }) => length);
  const { user, system } = process.cpuUsage(before);
  return {
    html,
    rows: runs.reduce((sum, { metrics }) => sum + metrics.length, 0),
    seconds: (user + system) / 1e6,
    peakBytes: 1024 * process.resourceUsage().maxRSS,
  };
}

/** The few synthetic trials again and again, under other seeds, each with more rows of its own. */
function manyRuns(count: number): Run[] {
  const few = syntheticRuns();
  return Array.from({ length: count }, (_, place) => {
    const { record: { trialId: _id, ...record }, metrics } = few[place % few.length];
    const seed = record.seed + 10 * Math.floor(place / few.length);
    return {
      record: sampleRecord({ ...record, seed }),
      metrics: Array.from({ length: ROWS }, (_, index) => {
        const row = metrics[Math.floor(index * metrics.length / ROWS)];
        const share = (index + 1) / ROWS;
        return {
          ...row,
          step: Math.round(share * record.results.steps),
          epoch: share * record.results.epochs,
          scores: { ...row.scores },
        };
      }),
    };
  });
}
