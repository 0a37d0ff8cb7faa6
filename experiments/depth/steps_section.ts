import { accuracyChart, claimRow, judgeClaim } from "@descent/lab";
import {
  type Cell,
  counted,
  type CurvesSection,
  formatNumber,
  formatSummary,
  heatMap,
  type LineSeries,
  type Section,
  summarize,
} from "@descent/reports";
import { type DepthResult, NET_KINDS, type NetKind, TARGET } from "./run_depth.ts";

/** The target in words. */
export const TARGET_TEXT = `${100 * TARGET}\u202f%`;

/** Steps to the target of the seeds that reached it. */
export function stepsToTarget({ finals }: DepthResult): number[] {
  return finals.flatMap(({ record }) => record.results.stepsToTarget ?? []);
}

/** Mean steps to the target against depth: a chart for each optimizer, a line for each kind of net. */
export function stepsSection(results: readonly DepthResult[]): Section {
  return {
    kind: "lines",
    title: `Steps to ${TARGET_TEXT} validation accuracy, against depth`,
    text:
      "At the learning rate that reached it in the fewest steps. A depth has a point only where every seed reached it.",
    charts: byOptimizer(results).map(([title, own]) => ({
      title,
      x: { title: "Layers" },
      y: { title: `Steps to ${TARGET_TEXT}` },
      series: NET_KINDS.map((kind): LineSeries => ({
        name: kind.name,
        title: kind.title,
        points: own.filter((result) => result.kind === kind).flatMap((result) => {
          const steps = stepsToTarget(result);
          const isWhole = steps.length > 0 && steps.length === result.finals.length;
          return isWhole ? [{ x: result.layers, y: summarize(steps)!.mean }] : [];
        }),
      })),
    })),
    note:
      "Means over the seeds; the table below has the intervals, and those that never reached it. No kind of net is said to " +
      "need fewer steps than another: no test compares them.",
  };
}

/** The same in numbers: a tab for each optimizer, with those that never reached the target. */
export function stepsTable(results: readonly DepthResult[]): Section {
  const depths = [...new Set(results.map(({ layers }) => layers))];
  return {
    kind: "tabs",
    title: `Steps to ${TARGET_TEXT} in numbers`,
    sections: byOptimizer(results).map(([title, own]): Section => ({
      kind: "table",
      title,
      terminal: ["Net", ...depths.map((layers) => `${layers} layers`)],
      columns: [
        { title: "Net" },
        ...depths.map((layers) => ({ title: `${layers} layers`, format: "count" as const })),
      ],
      rows: NET_KINDS.map((kind): Cell[] => [
        kind.title,
        ...own.filter((result) => result.kind === kind).map(stepsCell),
      ]),
    })),
    note:
      "Means over the seeds that reached it, with 95\u202f% confidence intervals where there are three and more, else the range. Accuracies " +
      "are the best of those that did not. No test compares the kinds of nets.",
  };
}

function stepsCell(result: DepthResult): Cell {
  const { finals } = result;
  const steps = stepsToTarget(result);
  const summary = summarize(steps);
  const missed = finals.filter(({ record }) => record.results.stepsToTarget === null);
  const best = Math.max(
    ...missed.map(({ record }) => record.results.best["validation/accuracy"] ?? 0),
  );
  const reached = missed.length === 0 ? "" : `, at most ${formatNumber(best, "percent")}`;
  if (finals.length === 0) {
    return { value: null, text: "diverged", note: "at every rate", tone: "bad" };
  }
  if (summary === null) {
    return {
      value: null,
      text: "never",
      note: `${counted(missed.length, "seed")}${reached}`,
      tone: "bad",
    };
  }
  const text = formatSummary(summary, "count");
  return {
    value: summary.mean,
    text,
    note: `${steps.length} of ${counted(finals.length, "seed")}${reached}`,
  };
}

/** Accuracy over depth and learning rate: a tab for each optimizer, a map for each kind of net. */
export function ratesSection(results: readonly DepthResult[]): Section {
  return {
    kind: "tabs",
    title: "Depth and learning rate",
    text:
      "The best validation accuracy at every learning rate that was tried, with the seed of the search.",
    sections: byOptimizer(results).map(([title, own]) => ({
      kind: "heatmaps",
      title,
      text: ofKinds((kind) => {
        const search = own.filter((result) => result.kind === kind).flatMap(({ search }) => search);
        const reached = search.filter(({ record }) => record.results.stepsToTarget !== null);
        return `${kind.title}: ${reached.length} of ${search.length} settings reach ${TARGET_TEXT}.`;
      }).join(" "),
      maps: ofKinds((kind) =>
        heatMap(own.filter((result) => result.kind === kind).flatMap(({ search }) => search), {
          title: kind.title,
          x: { name: "learningRate", title: "Learning rate" },
          y: { name: "layers", title: "Layers" },
        })
      ),
    })),
    note:
      "A cross is a setting that diverged; the frame is the highest cell of its map. The counts are those of one seed, " +
      "from which nothing follows for the kinds of nets.",
  };
}

/** Curves of the deepest nets, a chart for each optimizer. */
export function deepestSection(results: readonly DepthResult[]): Section {
  const deepest = Math.max(...results.map(({ layers }) => layers));
  return {
    kind: "grid",
    title: `Training nets of ${deepest} layers`,
    text: "Each line is the mean over the seeds, the band reaches from the lowest to the highest.",
    sections: byOptimizer(results).map(([title, own]): CurvesSection => ({
      kind: "curves",
      title,
      // Kinds that diverged stay among the series, so that each has its colour in all charts.
      series: ofKinds(({ name, title }) => ({
        name,
        title,
        runs: own
          .filter(({ kind, layers }) => kind.name === name && layers === deepest)
          .flatMap(({ finals }) => finals.map(({ metrics }) => metrics)),
      })),
      charts: [accuracyChart()],
      axes: ["step"],
      colours: "order",
    })),
  };
}

/** Steps to the target of the shallowest and of the deepest nets. */
export interface DepthCost {
  /** Mean steps of the shallowest over the seeds; `null` when not all reached it. */
  readonly shallow: number | null;
  /** The same of the deepest. */
  readonly deep: number | null;
}

/** How many steps the shallowest and the deepest nets of a kind need. */
export function depthCost(results: readonly DepthResult[], kind: NetKind["name"]): DepthCost {
  const own = results.filter((result) => result.kind.name === kind);
  const mean = (result: DepthResult) => {
    const steps = stepsToTarget(result);
    return steps.length === result.finals.length ? summarize(steps)?.mean ?? null : null;
  };
  return { shallow: mean(own[0]), deep: mean(own.at(-1)!) };
}

/** The inline question's answer beside what was found with all optimizers together. */
export function answerSection(results: readonly DepthResult[]): Section {
  const plain = results.filter(({ kind }) => kind.name === "plain");
  const depths = plain.map(({ layers }) => layers);
  const [shallowest, deepest] = [Math.min(...depths), Math.max(...depths)];
  const [shallow, deep] = [shallowest, deepest].map((depth) =>
    reachedBySeed(plain.filter(({ layers }) => layers === depth))
  );
  const rates = plain.filter(({ layers }) => layers === deepest)
    .reduce((sum, { search }) => sum + search.length, 0);
  // One rate that reaches it more or less is the least that a seed may change.
  const judgement = judgeClaim(
    summarize(shallow.map((count, seed) => count - deep[seed])),
    0,
    { leastDeviation: 1 },
  );
  const mean = (counts: readonly number[]) => formatNumber(summarize(counts)?.mean ?? 0, "number");
  return {
    kind: "reference",
    title: "Inline question 2",
    source: "The course",
    rows: [claimRow({
      what: "Plain nets, all optimizers",
      reference: "The deeper net is harder to train: fewer settings work",
      ours: `${mean(shallow)} of ${rates} rates reach ${TARGET_TEXT} with ${shallowest} layers, ${
        mean(deep)
      } with ${deepest}`,
      judgement,
    })],
    note: "Means over the seeds; the difference is that of each seed.",
  };
}

/** How many rates reach the target, over all optimizers, for each seed. */
function reachedBySeed(results: readonly DepthResult[]): number[] {
  const runs = results.flatMap(({ search, repeats }) => [...search, ...repeats]);
  return [...Map.groupBy(runs, ({ record }) => record.seed)].sort(([a], [b]) => a - b)
    .map(([, own]) => own.filter(({ record }) => record.results.stepsToTarget !== null).length);
}

function ofKinds<T>(of: (kind: NetKind) => T): T[] {
  return NET_KINDS.map(of);
}

function byOptimizer(results: readonly DepthResult[]): [title: string, own: DepthResult[]][] {
  return [...Map.groupBy(results, ({ optimizer }) => optimizer.title)];
}
