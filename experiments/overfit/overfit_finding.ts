import { type ExperimentFinding, scorePicture, scoreSummary } from "@descent/lab";
import { counted, formatSummary } from "@descent/reports";
import { DEPTH_TITLES, type OverfitResult, overfits } from "./run_overfit.ts";

/**
 * The finding of the report: the depths at which any setting overfits; of the first optimizer, how many settings do at
 * each depth, and how good the best of them is.
 *
 * @param results The results of all depths, the first depth first.
 * @returns Answer, headline and picture.
 */
export function overfitFinding(results: readonly OverfitResult[]): ExperimentFinding {
  const { name, title } = results[0];
  const own = results.filter((result) => result.name === name);
  const found = own.filter(({ depth }) =>
    results.some((result) => result.depth === depth && result.grid.some(overfits))
  ).map(({ depth }) => DEPTH_TITLES[depth].toLowerCase().split(" ")[0]);
  const picture = scorePicture(
    results.map(({ depth, name, title, finals }) => ({
      name,
      title: own.length > 1 ? `${title}, ${depth} layers` : title,
      runs: finals,
    })),
    "validation/accuracy",
  );
  return {
    answer: found.length === 0
      ? "No net overfits"
      : `Nets of ${found.join(" and ")} layers overfit`,
    headline: `With ${title} and one seed, ${own.map(depthWords).join("; ")}.`,
    picture,
  };
}

/** Later depths leave out what the first one says of all. */
function depthWords(result: OverfitResult, index: number): string {
  const { depth, grid, finals } = result;
  const count = grid.filter(overfits).length;
  const settings = index > 0
    ? ""
    : ` of ${counted(grid.length, "setting")} ${
      count === 1 || count === 0 ? "overfits" : "overfit"
    }`;
  const found = `${count || "none"}${settings} with ${DEPTH_TITLES[depth].toLowerCase()}`;
  if (count === 0) return found;
  const validation = scoreSummary(finals, "validation/accuracy");
  if (validation === null) return `${found}, the best without a completed trial of another seed`;
  const score = formatSummary(validation, "percent");
  const learned = finals.filter(overfits).length;
  const exceptions = learned === finals.length
    ? ""
    : `, though only ${learned} of ${counted(finals.length, "further seed")} overfit with it`;
  return `${found}, the best with ${score} validation accuracy${exceptions}`;
}
