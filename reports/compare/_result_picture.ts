import type { DotPlot } from "../sections/dot_plot.ts";
import { capitalized } from "../text/capitalized.ts";
import { finalValue } from "./_compared_metrics.ts";
import { valuesOf } from "./_optimizer_result.ts";
import type { Verdict } from "./_verdict.ts";

/** The final values of all optimizers that have any, and the zone of those that cannot be told apart. */
export function resultPicture(verdict: Verdict | null): DotPlot | undefined {
  if (verdict === null) return undefined;
  const { judged, tied, winner, metric: { key, title, metric: { format } } } = verdict;
  return {
    title: capitalized(title),
    format,
    rows: judged.map(({ name, title, score, final }) => ({
      name,
      title,
      values: valuesOf(final, (record) => finalValue(record, key)),
      mean: score!.mean,
      confidence: score!.confidence,
    })),
    ...winner === null && tied.length > 1
      ? { zone: { title: "cannot be told apart", places: tied } }
      : {},
  };
}
