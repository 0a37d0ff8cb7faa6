import {
  compareOptimizers,
  formatDifference,
  formatProbability,
  type LineSeries,
  type ReferenceRow,
  type Run,
  type Section,
} from "@descent/reports";
import type { Standing } from "./standings.ts";

/** The reference's words, and of whom it says them. */
export const CLAIM = "Adam and RMSProp do not seem better than SGD with momentum";
/** The optimizers that the reference says it of. */
export const CLAIMED = ["adam", "rmsprop"];

/**
 * The reference's sentence beside the data, for each budget.
 *
 * @param all Where the optimizers stand, see `standings`.
 * @param dataset The dataset's name; the reference's is MNIST.
 * @returns The section.
 */
export function claimSection(all: readonly Standing[], dataset: string): Section {
  const rows = all.filter(({ name, difference }) => CLAIMED.includes(name) && difference !== null)
    .map(({ title, epochs, difference, verdict }): ReferenceRow => {
      const { difference: points, confidence, probability } = difference!;
      return {
        what: `${title} minus momentum, ${budgetText(epochs)}`,
        reference: "not better",
        ours: `${formatDifference(points, confidence, "percent")} (${
          formatProbability(probability)
        })`,
        ...(dataset === "mnist" ? VERDICTS[verdict] : { verdict: "other images", tone: "muted" }),
      };
    });
  return {
    kind: "reference",
    title: "Does the reference's sentence hold?",
    text:
      `“${CLAIM}.” Each optimizer has, for each budget, the learning rate that its own search chose.`,
    source: "Reference run, MNIST",
    rows,
    note:
      "Differences of test accuracy with 95\u202f% confidence intervals, by Welch's t-test. The p-values are adjusted " +
      "for all comparisons of this page, by Holm; so a difference whose own interval leaves out 0 may still be chance. " +
      "“Cannot say” is one that may be: its interval says how large it can be at most.",
  };
}

const VERDICTS: Readonly<Record<Standing["verdict"], Pick<ReferenceRow, "verdict" | "tone">>> = {
  better: { verdict: "refuted: better", tone: "bad" },
  worse: { verdict: "confirmed: worse", tone: "good" },
  open: { verdict: "cannot say", tone: "muted" },
};

/**
 * Test accuracy against the budget.
 *
 * @param all Where the optimizers stand.
 * @returns The section.
 */
export function budgetSection(all: readonly Standing[]): Section {
  const series = [...Map.groupBy(all, ({ name }) => name)].map(([name, own]): LineSeries => ({
    name,
    title: own[0].title,
    points: own.map(({ epochs, score: { mean, confidence } }) => ({
      x: epochs,
      y: mean,
      confidence,
    })),
  }));
  return {
    kind: "lines",
    title: "Accuracy against the budget",
    colours: "name",
    charts: [{
      title: "Test accuracy, each optimizer tuned for each budget",
      x: { title: "Budget (epochs)" },
      y: { title: "Test accuracy", format: "percent" },
      series,
    }],
    note: "Points are means over the seeds, whiskers 95\u202f% confidence intervals.",
  };
}

/**
 * Test accuracy of each optimizer with each budget, and its difference from momentum.
 *
 * @param all Where the optimizers stand.
 * @returns The section.
 */
export function standingsSection(all: readonly Standing[]): Section {
  return {
    kind: "table",
    title: "Every optimizer with every budget",
    columns: [
      { title: "Budget (epochs)" },
      { title: "Optimizer" },
      { title: "Test accuracy, 95\u202f% interval", format: "percent" },
      { title: "Learning rate" },
      { title: "Minus momentum (points)" },
      { title: "p-value" },
    ],
    rows: all.map(({ name, title, epochs, learningRate, score, difference }) => [
      epochs,
      { value: title, series: name },
      { value: score.mean, confidence: score.confidence },
      learningRate,
      difference && {
        value: difference.difference,
        text: formatDifference(difference.difference, difference.confidence, "percent")
          .replace(" points", ""),
      },
      difference?.probability ?? null,
    ]),
    note:
      "A p-value, adjusted by Holm, is the probability of a difference at least this large if there were none.",
  };
}

/**
 * The searches of each budget, one budget per tab.
 *
 * @param runs The trials of all budgets.
 * @returns The section.
 */
export function searchesSection(runs: readonly Run[]): Section {
  const budgets = [...Map.groupBy(runs, ({ record }) => record.budget.epochs)]
    .sort(([a], [b]) => a - b);
  return {
    kind: "tabs",
    title: "The searches",
    sections: budgets.flatMap(([epochs, own]) =>
      compareOptimizers(own).sections.filter(({ kind }) => kind === "sensitivity")
        .map((section) => ({ ...section, title: budgetText(epochs) }))
    ),
  };
}

/**
 * A budget in words.
 *
 * @param epochs Number of epochs.
 * @returns Such as `"2 epochs"`.
 */
export function budgetText(epochs: number): string {
  return `${epochs} ${epochs === 1 ? "epoch" : "epochs"}`;
}
