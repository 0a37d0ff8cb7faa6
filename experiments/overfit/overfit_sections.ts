import { accuracyChart, referenceRow, scoreSummary } from "@descent/lab";
import {
  counted,
  curveSeries,
  formatNumber,
  type HeatMap,
  heatMap,
  type ReferenceRow,
  type RichCell,
  type Run,
  type Section,
  type Summary,
  wilsonInterval,
} from "@descent/reports";
import { type Depth, DEPTH_TITLES, isGood, type OverfitResult, overfits } from "./run_overfit.ts";

/** Accuracies of the reference run's best trial. */
const REFERENCES: Readonly<Record<Depth, { readonly validation: number }>> = {
  3: { validation: 0.5314 },
  5: { validation: 0.501 },
};

/**
 * The report's sections: the maps of all depths beside each other, how the depths differ, and for each depth the
 * reference run and the best settings.
 *
 * @param results The results of all depths, the first depth first.
 * @param dataset The data set's name; the reference's is MNIST.
 * @returns The sections; of a single depth there is no comparison, and its own are not grouped.
 */
export function overfitSections(results: readonly OverfitResult[], dataset: string): Section[] {
  const depths = [...Map.groupBy(results, ({ depth }) => depth)];
  const own = depths.map(([depth, results]): Section => ({
    kind: "group",
    title: DEPTH_TITLES[depth],
    sections: [
      referenceSection(results[0], dataset),
      bestSettingsSection(results),
      bestCurvesSection(results),
    ],
  }));
  return [mapsSection(results), ...depths.length > 1 ? [regionSection(results)] : [], ...own];
}

/** A tab for each optimizer, with the maps of all depths. */
function mapsSection(results: readonly OverfitResult[]): Section {
  return {
    kind: "tabs",
    title: "Which settings overfit",
    text:
      "Accuracy after the last epoch, for every weight scale, the standard deviation of the initial weights, and every " +
      "learning rate. A setting overfits when the net learns all training images.",
    sections: byOptimizer(results).map((own): Section => ({
      kind: "heatmaps",
      title: own[0].title,
      text: own.map(mapText),
      maps: [
        ...own.map((result) => overfitMap(result, "train/accuracy")),
        ...own.map((result) => overfitMap(result, "validation/accuracy")),
      ],
    })),
    note: "A cross is a setting that diverged; the frame is the highest cell of its map.",
  };
}

/** The results of each optimizer, over the depths. */
function byOptimizer(results: readonly OverfitResult[]): OverfitResult[][] {
  return [...Map.groupBy(results, ({ name }) => name).values()];
}

function mapText(result: OverfitResult): string {
  const { depth, grid, best } = result;
  const title = DEPTH_TITLES[depth];
  const scales = grid.filter(overfits)
    .map(({ record }) => Number(record.setting.variables.weightScale));
  if (best === undefined) return `${title}: no trial was completed.`;
  const found = scales.length === 0
    ? "no setting overfits"
    : `${scales.length} of ${grid.length} settings overfit, at weight scales from ${
      formatNumber(Math.min(...scales), "number")
    } to ${formatNumber(Math.max(...scales), "number")}`;
  const { hyperparameters: { learningRate }, variables: { weightScale } } = best.record.setting;
  return `${title}: ${found}; the best is weight scale ${
    formatNumber(Number(weightScale), "number")
  } and learning rate ${formatNumber(learningRate, "number")}.`;
}

const SCORE_TITLES = {
  "train/accuracy": "training accuracy",
  "validation/accuracy": "validation accuracy",
} as const;

function overfitMap({ grid, depth }: OverfitResult, metric: keyof typeof SCORE_TITLES): HeatMap {
  return heatMap(grid, {
    title: `${DEPTH_TITLES[depth]}, ${SCORE_TITLES[metric]}`,
    x: { name: "learningRate", title: "Learning rate" },
    y: { name: "weightScale", title: "Weight scale" },
    metric,
    at: "final",
  });
}

/** How many settings overfit at each depth. */
function regionSection(results: readonly OverfitResult[]): Section {
  const [first, last] = byOptimizer(results)[0];
  const titles = [first, last].map(({ depth }) => DEPTH_TITLES[depth].toLowerCase());
  const columns = (what: string) =>
    titles.map((title) => ({ title: `${what}, ${title}`, format: "count" as const }));
  const counts = (own: readonly OverfitResult[], of: typeof isGood) =>
    own.map(({ grid }) => grid.filter(of).length);
  return {
    kind: "table",
    title: "How many settings overfit",
    columns: [{ title: "Optimizer" }, ...columns("Overfit"), ...columns("Good")],
    rows: byOptimizer(results).map((own) => [
      { value: own[0].title, series: own[0].name },
      ...counts(own, overfits),
      ...counts(own, isGood),
    ]),
    note:
      `Counts of ${first.grid.length} settings each with one seed, from whose differences nothing follows. A setting overfits ` +
      "when its training accuracy is 100\u202f%, and is good when its validation accuracy is at least 50\u202f% besides.",
  };
}

/** The reference run's best trial beside ours: the map's best, and its setting with further seeds. */
function referenceSection(
  { depth, title, best, finals }: OverfitResult,
  dataset: string,
): Section {
  const reference = REFERENCES[depth];
  const score = best?.record.results.final["validation/accuracy"] ?? null;
  return {
    kind: "reference",
    title: "Beside the reference run",
    source: "Reference run, MNIST",
    rows: [
      learnedRow(finals, dataset),
      referenceRow({
        what: "Validation accuracy",
        reference: reference.validation,
        ours: scoreSummary(finals, "validation/accuracy"),
        dataset,
      }),
      {
        what: "Validation accuracy, the map's best trial",
        reference: formatNumber(reference.validation, "percent"),
        ours: score === null ? "–" : formatNumber(score, "percent"),
        verdict: "chosen for it",
        tone: "muted",
      },
    ],
    note:
      `Ours with ${title} after the last epoch: the setting of the map's best trial with further seeds, which judge it.`,
  };
}

/** The reference learns all training images; how many seeds do so here. */
function learnedRow(finals: readonly Run[], dataset: string): ReferenceRow {
  const learned = finals.filter(overfits).length;
  const ends = finals.length === 0 ? [] : wilsonInterval(learned, finals.length);
  const isMnist = dataset === "mnist";
  return {
    what: "All training images learned",
    reference: "yes",
    ours: `by ${learned} of ${counted(finals.length, "seed")}`,
    ...(ends.length > 0 && {
      detail: `a share of ${
        ends.map((end) => Math.round(100 * end)).join(" to ")
      }\u202f%, 95\u202f% interval by Wilson`,
    }),
    // Most seeds, by more than the noise.
    ...!isMnist
      ? { verdict: "other images", tone: "muted" }
      : ends[0] > 0.5
      ? { verdict: "reached by most seeds", tone: "good" }
      : ends[1] < 0.5
      ? { verdict: "not reached by most seeds", tone: "bad" }
      : { verdict: "cannot say", tone: "muted" },
  };
}

/** The best setting of each optimizer, as the further seeds judge it. */
function bestSettingsSection(results: readonly OverfitResult[]): Section {
  return {
    kind: "table",
    title: "The best setting of each optimizer",
    terminal: [
      "Optimizer",
      "Weight scale",
      "Learning rate",
      "Validation accuracy, 95\u202f% interval",
      "Settings that overfit",
    ],
    columns: [
      { title: "Optimizer" },
      { title: "Weight scale" },
      { title: "Learning rate" },
      { title: "Training accuracy", format: "percent" },
      { title: "Validation accuracy, 95\u202f% interval", format: "percent" },
      { title: "Seeds that overfit" },
      { title: "Settings that overfit", format: "count" },
    ],
    rows: results.map(({ name, title, grid, best, finals }) => {
      const train = scoreSummary(finals, "train/accuracy");
      const setting = best?.record.setting;
      return [
        { value: title, series: name },
        setting?.variables.weightScale ?? null,
        setting?.hyperparameters.learningRate ?? null,
        train?.mean ?? null,
        intervalCell(scoreSummary(finals, "validation/accuracy")),
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
function bestCurvesSection(results: readonly OverfitResult[]): Section {
  return {
    kind: "curves",
    title: "Training at the best settings",
    text: "Each line is the mean over the seeds of an optimizer at its best setting; " +
      "the band reaches from the lowest to the highest seed.",
    series: curveSeries(results.flatMap(({ finals }) => finals), ({ optimizer }) => optimizer),
    charts: [accuracyChart("train"), accuracyChart()],
    axes: ["epoch", "step"],
  };
}

function intervalCell(summary: Summary | null): RichCell | null {
  return summary === null ? null : { value: summary.mean, confidence: summary.confidence };
}
