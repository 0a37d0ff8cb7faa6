import type { Run } from "../record/run_folder.ts";
import type { RunRecord } from "../record/run_record.ts";

/**
 * A search whose best learning rate has no worse one on both sides.
 *
 * @category Charts
 */
export interface SearchEdge {
  /** The optimizer's title. */
  readonly title: string;
  /** `"edge"`: the lowest or the highest that was tried; `"divergence"`: next to one with which a trial diverged. */
  readonly at: "edge" | "divergence";
}

/**
 * How the searches of some trials ended.
 *
 * @category Charts
 */
export interface SearchEdges {
  /** How many searches of several learning rates there are. */
  readonly searches: number;
  /** Those with their best at an edge. */
  readonly edges: readonly SearchEdge[];
}

/**
 * Finds the searches whose chosen learning rate is at an edge of what was tried, or next to one that diverged. A search is
 * of one optimizer, problem, budget and variables; its judges, trials of phase `"final"`, say what it chose.
 *
 * @category Charts
 * @param runs Trials of one experiment.
 * @returns The number of searches, and those at an edge in the trials' order.
 *
 * @example The one rate that was tried twice is no search
 * ```ts
 * import { searchEdges } from "@descent/reports";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const search = searchEdges([sampleRun({ phase: "search" }), sampleRun({ phase: "final" })]);
 * assertEquals(search, { searches: 0, edges: [] });
 * ```
 */
export function searchEdges(runs: readonly Run[]): SearchEdges {
  const groups = Map.groupBy(
    runs.map(({ record }) => record),
    ({ problem, optimizer, setting, budget }) =>
      JSON.stringify([problem.name, problem.options, optimizer.name, setting.variables, budget]),
  );
  const found = [...groups.values()].flatMap((own) => {
    const search = own.filter(({ phase }) => phase === "search");
    const chosen = own.find(({ phase }) => phase === "final");
    const rates = [...new Set(search.map(rateOf))].sort((a, b) => a - b);
    if (chosen === undefined || rates.length < 2) return [];
    return [{ title: chosen.optimizer.title, at: edgeAt(search, rates, rateOf(chosen)) }];
  });
  return {
    searches: found.length,
    edges: found.flatMap(({ title, at }) => at === null ? [] : [{ title, at }]),
  };
}

/** Where a rate is that is at an edge; next to divergence only where nothing but the rate was tuned. */
function edgeAt(
  search: readonly RunRecord[],
  rates: readonly number[],
  chosen: number,
): SearchEdge["at"] | null {
  const place = rates.indexOf(chosen);
  if (place <= 0 || place === rates.length - 1) return place < 0 ? null : "edge";
  const others = search.map(({ setting: { hyperparameters: { learningRate: _, ...rest } } }) =>
    JSON.stringify(rest)
  );
  if (new Set(others).size > 1) return null;
  const neighbours = [rates[place - 1], rates[place + 1]];
  const isLost = search.some((record) =>
    record.status === "diverged" && neighbours.includes(rateOf(record))
  );
  return isLost ? "divergence" : null;
}

function rateOf({ setting }: RunRecord): number {
  return setting.hyperparameters.learningRate;
}

/**
 * The searches at an edge in words, by optimizer.
 *
 * @category Charts
 * @param edges Those of {@linkcode searchEdges}.
 * @returns A sentence each for edges and for divergence, or none.
 *
 * @example
 * ```ts
 * import { edgeSentences } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(edgeSentences([{ title: "Adam", at: "edge" }]), [
 *   "The best learning rate of Adam is at the edge of those tried, so a better one may lie beyond.",
 * ]);
 * ```
 */
export function edgeSentences(edges: readonly SearchEdge[]): string[] {
  const titles = (at: SearchEdge["at"]): string =>
    new Intl.ListFormat("en-GB").format([
      ...new Set(edges.filter((edge) => edge.at === at).map(({ title }) => title)),
    ]);
  const [edge, divergence] = [titles("edge"), titles("divergence")];
  return [
    ...edge === "" ? [] : [
      `The best learning rate of ${edge} is at the edge of those tried, so a better one may lie beyond.`,
    ],
    ...divergence === "" ? [] : [
      `The best learning rate of ${divergence} is next to one that diverged.`,
    ],
  ];
}
