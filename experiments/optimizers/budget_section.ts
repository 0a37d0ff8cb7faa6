import { claimBasis, claimRow } from "@descent/lab";
import {
  compareOptimizers,
  counted,
  formatDifference,
  type LineSeries,
  type ReferenceRow,
  type Run,
  type Section,
} from "@descent/reports";
import { MARGIN, type Standing } from "./standings.ts";

/** The reference's words, and of whom it says them. */
export const CLAIM = "Adam and RMSProp do not seem better than SGD with momentum";
/** The optimizers that the reference says it of. */
export const CLAIMED = ["adam", "rmsprop"];

/** The reference's sentence beside the data, for each budget. */
export function claimSection(all: readonly Standing[], dataset: string): Section {
  const rows = all.filter(({ name }) => CLAIMED.includes(name)).flatMap(
    ({ title, epochs, judgement }): ReferenceRow[] =>
      judgement === null ? [] : [claimRow({
        what: `Momentum minus ${title}, ${counted(epochs, "epoch")}`,
        reference: "not better",
        judgement,
        dataset,
      })],
  );
  return {
    kind: "reference",
    title: "Does the reference's sentence hold?",
    text:
      `“${CLAIM}.” Each optimizer has, for each budget, the learning rate that its own search chose.`,
    source: "Reference run, MNIST",
    rows,
    note:
      "Differences of test loss at the end; above 0, the other one is better. Refuted is “not better” where it is " +
      `better by more than the noise, and confirmed where it is not better by ${
        100 * MARGIN
      }\u202f% of momentum's loss. The intervals are so wide that the chance of any wrong verdict in all comparisons of ` +
      "this page is at most 5\u202f%.",
  };
}

/** Test loss against the budget. */
export function budgetSection(all: readonly Standing[]): Section {
  const series = [...Map.groupBy(all, ({ name }) => name)].map(([name, own]): LineSeries => ({
    name,
    title: own[0].title,
    points: own.map(({ epochs, loss: { mean, confidence } }) => ({
      x: epochs,
      y: mean,
      confidence,
    })),
  }));
  return {
    kind: "lines",
    title: "Loss against the budget",
    colours: "name",
    charts: [{
      title: "Test loss, each optimizer tuned for each budget",
      x: { title: "Budget (epochs)" },
      y: { title: "Test loss" },
      series,
    }],
    note: "Points are means over the seeds, whiskers 95\u202f% confidence intervals.",
  };
}

/** Test loss and accuracy of each optimizer with each budget, and its difference from momentum. */
export function standingsSection(all: readonly Standing[]): Section {
  return {
    kind: "table",
    title: "Every optimizer with every budget",
    columns: [
      { title: "Budget (epochs)" },
      { title: "Optimizer" },
      { title: "Test loss, 95\u202f% interval" },
      { title: "Test accuracy, 95\u202f% interval", format: "percent" },
      { title: "Learning rate" },
      { title: "Momentum's loss minus this" },
    ],
    terminal: [
      "Budget (epochs)",
      "Optimizer",
      "Test loss, 95\u202f% interval",
      "Learning rate",
      "Momentum's loss minus this",
    ],
    rows: all.map(({ name, title, epochs, learningRate, loss, accuracy, judgement }) => [
      epochs,
      { value: title, series: name },
      { value: loss.mean, confidence: loss.confidence },
      accuracy && { value: accuracy.mean, confidence: accuracy.confidence },
      learningRate,
      judgement && {
        value: judgement.comparison?.difference ?? null,
        text: judgement.comparison === null ? "–" : formatDifference(
          judgement.comparison.difference,
          judgement.comparison.confidence,
          "number",
        ),
        note: claimBasis(judgement),
      },
    ]),
    note:
      "At the end of training. A seed that diverged counts as the untrained model. The last column has the intervals that " +
      "the verdicts rest on.",
  };
}

/** The searches of each budget, one budget per tab. */
export function searchesSection(runs: readonly Run[]): Section {
  const budgets = [...Map.groupBy(runs, ({ record }) => record.budget.epochs)]
    .sort(([a], [b]) => a - b);
  return {
    kind: "tabs",
    title: "The searches",
    sections: budgets.flatMap(([epochs, own]) =>
      compareOptimizers(own).sections.filter(({ kind }) => kind === "sensitivity")
        .map((section) => ({ ...section, title: counted(epochs, "epoch") }))
    ),
  };
}
