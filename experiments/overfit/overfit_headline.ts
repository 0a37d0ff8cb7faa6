import { scoreSummary } from "@descent/lab";
import { formatSummary } from "@descent/reports";
import { DEPTH_TITLES, type OverfitResult, overfits } from "./run_overfit.ts";

/**
 * The headline of the report: of the first optimizer, how many settings overfit at each depth, and how good the best of
 * them is.
 *
 * @param results The results of all depths, the first depth first.
 * @returns The headline.
 */
export function overfitHeadline(results: readonly OverfitResult[]): string {
  const { name, title } = results[0];
  const depths = results.filter((result) => result.name === name).map(depthWords);
  return `With ${title} and one seed, ${depths.join("; ")}.`;
}

/** Later depths leave out what the first one says of all. */
function depthWords(result: OverfitResult, index: number): string {
  const { depth, grid, finals } = result;
  const count = grid.filter(overfits).length;
  const settings = index > 0
    ? ""
    : ` of ${grid.length} settings ${count === 1 || count === 0 ? "overfits" : "overfit"}`;
  const found = `${count || "none"}${settings} with ${DEPTH_TITLES[depth].toLowerCase()}`;
  if (count === 0) return found;
  const validation = scoreSummary(finals, "validation/accuracy");
  if (validation === null) return `${found}, the best without a completed trial of another seed`;
  const score = formatSummary(validation, "percent");
  const learned = finals.filter(overfits).length;
  const exceptions = learned === finals.length
    ? ""
    : `, though only ${learned} of ${finals.length} further seeds overfit with it`;
  return `${found}, the best with ${score} validation accuracy${exceptions}`;
}
