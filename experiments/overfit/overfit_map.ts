import { referenceRow, scoreSummary } from "@descent/lab";
import {
  curveSeries,
  formatInterval,
  formatNumber,
  type HeatMap,
  heatMap,
  type RichCell,
  type Section,
  type Summary,
} from "@descent/reports";
import { type OverfitResult, overfits } from "./run_overfit.ts";

/** The map of one score over an optimizer's grid. */
export function overfitMap(
  { grid }: OverfitResult,
  title: string,
  score: "trainAccuracy" | "validationAccuracy",
): HeatMap {
  return heatMap(grid, {
    title,
    x: { name: "learningRate", title: "Learning rate" },
    y: { name: "weightScale", title: "Weight scale" },
    score: ({ results }) => results.final[score],
  });
}

/** The reference run's best trial beside ours: the map's best, and its setting with further seeds. */
export function overfitReferenceSection(
  { title, best, finals }: OverfitResult,
  reference: { readonly train: number; readonly validation: number },
  dataset: string,
): Section {
  const found = best === undefined ? [] : [best];
  const rows = [
    { what: "Training accuracy", reference: reference.train, score: "trainAccuracy", runs: found },
    {
      what: "Validation accuracy",
      reference: reference.validation,
      score: "validationAccuracy",
      runs: found,
    },
    {
      what: "Validation accuracy, further seeds",
      reference: reference.validation,
      score: "validationAccuracy",
      runs: finals,
    },
  ] as const;
  return {
    kind: "reference",
    title: "Beside the reference run",
    source: "Reference run, MNIST",
    rows: rows.map(({ what, reference, score, runs }) =>
      referenceRow({ what, reference, ours: scoreSummary(runs, score), dataset })
    ),
    note:
      `Ours with ${title} after the last epoch: the best trial of the map, then its setting with further seeds.`,
  };
}

/** The best setting of each optimizer, as the further seeds judge it. */
export function bestSettingsSection(results: readonly OverfitResult[]): Section {
  return {
    kind: "table",
    title: "The best setting of each optimizer",
    columns: [
      { title: "Optimizer" },
      { title: "Weight scale" },
      { title: "Learning rate" },
      { title: "Training accuracy", format: "percent" },
      { title: "Validation accuracy, 95\u202f% interval", format: "percent" },
      { title: "Seeds that learned all images" },
      { title: "Settings that learned all images", format: "count" },
    ],
    rows: results.map(({ name, title, grid, best, finals }) => {
      const train = scoreSummary(finals, "trainAccuracy");
      const setting = best?.record.setting;
      return [
        { value: title, series: name },
        setting?.variables.weightScale ?? null,
        setting?.hyperparameters.learningRate ?? null,
        train?.mean ?? null,
        intervalCell(scoreSummary(finals, "validationAccuracy")),
        `${finals.filter(overfits).length} of ${finals.length}`,
        { value: grid.filter(overfits).length, note: `of ${grid.length}` },
      ];
    }),
    note:
      "Each setting was chosen on the maps, the highest training accuracy first and validation accuracy second, " +
      "and judged with other seeds than those of the maps. Scores are those after the last epoch.",
  };
}

/** Curves over the epochs, each optimizer at its best setting. */
export function bestCurvesSection(results: readonly OverfitResult[]): Section {
  return {
    kind: "curves",
    title: "Training at the best settings",
    text: "Each line is the mean over the seeds of an optimizer at its best setting; " +
      "the band reaches from the lowest to the highest seed.",
    series: curveSeries(results.flatMap(({ finals }) => finals), ({ optimizer }) => optimizer),
    charts: [
      { title: "Training accuracy", column: "trainAccuracy", format: "percent", limits: [0, 1.02] },
      {
        title: "Validation accuracy",
        column: "validationAccuracy",
        format: "percent",
        limits: [0, 1.02],
      },
    ],
    axes: ["epoch", "step"],
  };
}

/** A setting in words: "weight scale 0.0133 and learning rate 0.00316". */
export function settingWords({ best }: OverfitResult): string {
  const { hyperparameters: { learningRate }, variables: { weightScale } } = best!.record.setting;
  return `weight scale ${formatNumber(Number(weightScale), "number")} and learning rate ${
    formatNumber(learningRate, "number")
  }`;
}

/** How the best setting does with the seeds that judge it, for a headline. */
export function bestWords(result: OverfitResult): string {
  const { finals } = result;
  const validation = scoreSummary(finals, "validationAccuracy");
  const best = `the best, ${settingWords(result)},`;
  if (validation === null) return `${best} completed no trial with another seed`;
  const score = formatInterval(validation.mean, validation.confidence, "percent");
  const learned = finals.filter(overfits).length;
  const exceptions = learned === finals.length
    ? ""
    : `, though only ${learned} of ${finals.length} further seeds learn all images with it`;
  return `${best} gets ${score} of the validation images right${exceptions}`;
}

function intervalCell(summary: Summary | null): RichCell | null {
  return summary === null ? null : { value: summary.mean, confidence: summary.confidence };
}
