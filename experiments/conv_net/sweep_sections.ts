import {
  heatMap,
  type LineChart,
  type Run,
  type Section,
  type SensitivitySeries,
  settingValue,
} from "@descent/reports";
import { GRID, VARIABLES } from "./conv_net_setting.ts";
import type { ConvNetRuns } from "./run_conv_net.ts";
import { scoresBy } from "./scores_by.ts";

/**
 * The effect of each value around the reference's setting: one value at a time, the learning rate of every optimizer,
 * and batch size with number of filters.
 *
 * @param runs The trials of the sweeps, and of the other optimizers' learning rates.
 * @param base The reference's setting, by the names that records have for its values.
 * @returns The sections.
 */
export function sweepSections(
  { sweeps, rates }: Pick<ConvNetRuns, "sweeps" | "rates">,
  base: Readonly<Record<string, number>>,
): Section[] {
  const { title } = sweeps[0].record.optimizer;
  return [
    {
      kind: "lines",
      title: "One value at a time",
      text: "Around the reference's setting, all other values held.",
      colours: "name",
      charts: VARIABLES.map((variable): LineChart => ({
        title: variable.title,
        x: { title: variable.title, scale: variable.scale },
        y: { title: "Validation accuracy", format: "percent" },
        series: [{
          name: sweeps[0].record.optimizer.name,
          title,
          points: [...scoresBy(sweeps.filter(hasAll(base, [variable.name])), variable.name)]
            .map(([x, { mean, confidence }]) => ({ x, y: mean, confidence })),
        }],
      })),
      note: "Points are means over the seeds, whiskers 95\u202f% confidence intervals.",
    },
    {
      kind: "sensitivity",
      title: "The learning rate of every optimizer",
      text: `At the reference's setting; ${title} with every seed, the others with one.`,
      series: rateSeries([...rates, ...sweeps.filter(hasAll(base, ["learningRate"]))]),
      axes: { x: "Learning rate", y: "Validation accuracy", format: "percent" },
      note: "The large marker is the best. Crosses below the chart are trials that diverged.",
    },
    {
      kind: "heatmaps",
      title: "Batch size with number of filters",
      text:
        "If a number of filters equal to the batch size were the best, the best of each column would lie on the diagonal.",
      maps: [heatMap(sweeps.filter(hasAll(base, ["batchSize", "filters"])).filter(isOfGrid), {
        title: "Validation accuracy",
        x: { name: "batchSize", title: "Batch size" },
        y: { name: "filters", title: "Number of filters" },
        metric: "validation/accuracy",
        at: "final",
      })],
      note: "The mean over the seeds; the frame is the highest cell.",
    },
  ];
}

function rateSeries(rates: readonly Run[]): SensitivitySeries[] {
  return [...Map.groupBy(rates, ({ record }) => record.optimizer.name)].map(([name, own]) => {
    const points = own.map(({ record: { setting, results, status } }) => ({
      x: setting.hyperparameters.learningRate,
      y: results.final["validation/accuracy"] ?? null,
      status,
    }));
    const [best] = points.toSorted((a, b) => (b.y ?? -1) - (a.y ?? -1));
    return {
      name,
      title: own[0].record.optimizer.title,
      points,
      chosen: best.y === null ? null : best.x,
    };
  });
}

/** Whether a trial has all values of the base but for some. */
function hasAll(
  base: Readonly<Record<string, number>>,
  but: readonly string[],
): (run: Run) => boolean {
  const held = Object.entries(base).filter(([name]) => !but.includes(name));
  return ({ record }) => held.every(([name, value]) => settingValue(record, name) === value);
}

function isOfGrid({ record }: Run): boolean {
  return ["batchSize", "filters"].every((name) =>
    GRID.includes(Number(settingValue(record, name)))
  );
}
