import { formatNumber, type Page } from "@descent/reports";
import { type ProfileRow, profileRows } from "./profile_rows.ts";
import type { TrialProfile } from "./profile_trial.ts";

/**
 * A page that shows where the time of training steps goes.
 *
 * @category Profiles
 * @param experiment The experiment's name.
 * @param profiles Its profiles, at least one.
 * @returns The page, a chart and a table for each profile.
 *
 * @example
 * ```ts
 * import { profilePage } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * const parts = [{ name: "data", seconds: 1, operations: 0 }];
 * const measured = { title: "Adam", steps: 10, examples: 80, seconds: 1, parts, events: [] };
 * const profile = { ...measured, threads: 1, matmul: "wasm 0.1.0", peak: 1 };
 * assertEquals(profilePage("compare", [profile]).headline, "Adam: 80 examples/s; data takes 100.00\u202f% of a step.");
 * ```
 */
export function profilePage(experiment: string, profiles: readonly TrialProfile[]): Page {
  const rows = profiles.map(profileRows);
  return {
    kicker: `${experiment} --profile`,
    title: "Where the time of a training step goes",
    headline: summary(profiles[0], rows[0]) +
      (profiles.length > 1 ? ` Below it: ${profiles.length - 1} more.` : ""),
    sections: profiles.flatMap((profile, index) => [
      {
        kind: "bars" as const,
        title: profile.title,
        text: explanation(profile),
        colours: "scale" as const,
        charts: [{
          title: "Microseconds in a step",
          format: "number" as const,
          rows: rows[index].map(({ part, microseconds }) => ({
            name: part,
            title: part,
            values: [microseconds],
          })),
        }],
      },
      {
        kind: "table" as const,
        title: `${profile.title}: numbers`,
        columns: [
          { title: "Part" },
          { title: "Microseconds in a step" },
          { title: "Share of the step", format: "percent" as const },
          { title: "GFLOP/s" },
          { title: "Share of the peak", format: "percent" as const },
        ],
        rows: rows[index].map((row) => [
          row.part,
          row.microseconds,
          row.share,
          row.gigaflops,
          row.shareOfPeak,
        ]),
        note: "`trace.json` beside this page opens in Perfetto and chrome://tracing.",
      },
    ]),
  };
}

function explanation({ steps, threads, matmul, peak }: TrialProfile): string {
  const where = threads === 1 ? "one thread" : `${threads} threads`;
  const basis = threads === 1 ? "" : `, ${threads} times what one thread reached`;
  return `Mean of ${steps} steps on ${where}. Matrix products are computed by ${matmul}, which could ` +
    `reach ${(peak / 1e9).toFixed(1)} GFLOP/s on this machine at that moment${basis}.`;
}

function summary({ title, examples, seconds }: TrialProfile, [slowest]: ProfileRow[]) {
  const rate = formatNumber(examples / seconds, "count");
  const share = formatNumber(slowest.share, "percent");
  return `${title}: ${rate} examples/s; ${slowest.part} takes ${share} of a step.`;
}
