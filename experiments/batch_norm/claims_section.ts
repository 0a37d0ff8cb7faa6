import { scoreSummary } from "@descent/lab";
import {
  type Cell,
  compareMeans,
  formatDistance,
  formatNumber,
  heatMap,
  type ReferenceRow,
  type Run,
  type Section,
  settingValue,
  SIGNIFICANCE,
} from "@descent/reports";
import { type BatchNormResult, LAYERS, SIDES, WORKS, works } from "./run_batch_norm.ts";

const SIDE_TITLES = {
  without: "Without batch normalization",
  with: "With batch normalization",
} as const;
const X_RATE = { name: "learningRate", title: "Learning rate" };
const X_DEPTH = { name: "layers", title: "Layers" };
const Y_SCALE = { name: "weightScale", title: "Weight scale" };

/** The results of one optimizer, without and with batch normalization. */
export type BatchNormPair = readonly [plain: BatchNormResult, normalized: BatchNormResult];

/** Without and with, for each optimizer. */
export function pairs(results: readonly BatchNormResult[]): BatchNormPair[] {
  const [plain, normalized] = bySide(results);
  return plain.map((result, index) => [result, normalized[index]]);
}

function bySide(results: readonly BatchNormResult[]): BatchNormResult[][] {
  return SIDES.map((side) => results.filter((result) => result.side === side));
}

/** The claims about batch normalization, beside what the maps show for all optimizers together. */
export function claimsSection(results: readonly BatchNormResult[]): Section {
  const [plain, normalized] = bySide(results);
  const total = (own: readonly BatchNormResult[], count: (result: BatchNormResult) => number) =>
    own.reduce((sum, result) => sum + count(result), 0);
  const claim = (
    what: string,
    reference: string,
    unit: string,
    count: (result: BatchNormResult) => number,
  ): ReferenceRow => {
    const [before, after] = [total(plain, count), total(normalized, count)];
    return {
      what,
      reference,
      ours: `${after} ${unit} with it, ${before} without`,
      ...verdict(after > before),
    };
  };
  const highest = ({ rateMap }: BatchNormResult) =>
    Math.max(0, ...distinct(rateMap.filter(works), "learningRate"));
  const higher = pairs(results).filter(([plain, normalized]) =>
    highest(normalized) > highest(plain)
  );
  return {
    kind: "reference",
    title: "Claims of the paper",
    source: "S. Ioffe, C. Szegedy, 2015",
    rows: [
      claim(
        "Weight scale",
        "Training is less sensitive to the initial weights",
        "weight scales work",
        ({ rateMap }) => distinct(rateMap.filter(works), "weightScale").length,
      ),
      {
        what: "Learning rate",
        reference: "Higher learning rates can be used",
        ours:
          `the highest that works is higher with it for ${higher.length} of ${plain.length} optimizers`,
        ...verdict(higher.length === plain.length),
      },
      claim(
        "Depth",
        "Deeper networks can be trained",
        "pairs of depth and weight scale work",
        ({ depthMap }) => depthMap.filter(works).length,
      ),
    ],
    note:
      `The first and the last are sums over the optimizers. A setting works where the validation accuracy at the end is at least ${
        formatNumber(WORKS, "percent")
      }; a weight scale or a learning rate works where any setting with it does.`,
  };
}

function verdict(holds: boolean): Pick<ReferenceRow, "verdict" | "tone"> {
  // The maps are of one seed, which cannot tell a difference from noise.
  return { verdict: holds ? "seen with one seed" : "not seen with one seed", tone: "muted" };
}

/** How many settings work, which, and what the best of them reaches. */
export function settingsSection(results: readonly BatchNormResult[]): Section {
  return {
    kind: "table",
    title: "Settings that work",
    columns: [
      { title: "Optimizer" },
      { title: "Batch normalization" },
      { title: "Settings that work", format: "count" },
      { title: "Weight scales" },
      { title: "Learning rates" },
      { title: "Best weight scale" },
      { title: "Best learning rate" },
      { title: "Test accuracy there, 95\u202f% interval", format: "percent" },
    ],
    rows: results.map(({ optimizer, side, rateMap, best, finals }): Cell[] => {
      const good = rateMap.filter(works);
      const test = scoreSummary(finals, "test/accuracy");
      return [
        { value: optimizer.title, series: optimizer.name },
        side,
        { value: good.length, note: `of ${rateMap.length}` },
        span(good, "weightScale"),
        span(good, "learningRate"),
        best === undefined ? null : settingValue(best.record, "weightScale"),
        best === undefined ? null : settingValue(best.record, "learningRate"),
        test === null ? null : { value: test.mean, confidence: test.confidence },
      ];
    }),
    note:
      `A net of ${LAYERS} layers. A setting works where the validation accuracy at the end is at least ${
        formatNumber(WORKS, "percent")
      }. The best setting was chosen by validation loss at the end with one seed, and is judged with others.`,
  };
}

/** Validation accuracy over weight scale and learning rate, a tab for each optimizer. */
export function rateMapsSection(results: readonly BatchNormResult[]): Section {
  return mapTabs(results, {
    title: "Weight scale and learning rate",
    text: `Validation accuracy of a net of ${LAYERS} layers after training.`,
    maps: ({ rateMap }) => rateMap,
    x: X_RATE,
    count: (good, all) => `${good} of ${all} settings work`,
  });
}

/** Validation accuracy over weight scale and depth, a tab for each optimizer. */
export function depthMapsSection(results: readonly BatchNormResult[]): Section {
  return mapTabs(results, {
    title: "Weight scale and depth",
    text:
      "Validation accuracy of nets of several depths, with and without each at its best learning rate.",
    maps: ({ depthMap }) => depthMap,
    x: X_DEPTH,
    count: (good, all) => `${good} of ${all} nets learn`,
  });
}

function mapTabs(
  results: readonly BatchNormResult[],
  { title, text, maps, x, count }: {
    readonly title: string;
    readonly text: string;
    readonly maps: (result: BatchNormResult) => readonly Run[];
    readonly x: { readonly name: string; readonly title: string };
    readonly count: (good: number, all: number) => string;
  },
): Section {
  return {
    kind: "tabs",
    title,
    text,
    sections: pairs(results).map((pair) => ({
      kind: "heatmaps",
      title: pair[0].optimizer.title,
      text: pair.map((result) => {
        const runs = maps(result);
        return `${SIDE_TITLES[result.side]} ${count(runs.filter(works).length, runs.length)}.`;
      }).join(" "),
      maps: pair.map((result) =>
        heatMap(maps(result), {
          title: SIDE_TITLES[result.side],
          x,
          y: Y_SCALE,
          at: "final",
        })
      ),
    })),
    note: "A cross is a setting that diverged; the frame is the highest cell of its map.",
  };
}

/** Curves without and with, each at its best setting, one chart for each optimizer. */
export function bestCurvesSection(results: readonly BatchNormResult[]): Section {
  return {
    kind: "grid",
    title: "Training at the best settings",
    text: "Each line is the mean over the seeds, the band reaches from the lowest to the highest.",
    sections: pairs(results).map((pair) => ({
      kind: "curves",
      title: pair[0].optimizer.title,
      series: pair.map(({ side, finals }) => ({
        name: side,
        title: SIDE_TITLES[side],
        runs: finals.map(({ metrics }) => metrics),
      })),
      charts: [
        {
          title: "Validation accuracy",
          column: "validation/accuracy",
          format: "percent",
          limits: [0, 1.02],
        },
      ],
      axes: ["epoch"],
      colours: "order",
    })),
  };
}

/** The result of the maps and of the judging seeds of one optimizer, in a sentence. */
export function pairSentence(pair: BatchNormPair): string {
  const [{ optimizer, rateMap }] = pair;
  const [before, after] = pair.map(({ rateMap }) => rateMap.filter(works).length);
  const counts =
    `With ${optimizer.title} ${after} of ${rateMap.length} settings of weight scale and ` +
    `learning rate work with batch normalization, ${before} without it`;
  const [plain, normalized] = pair.map(({ finals }) => scoreSummary(finals, "test/accuracy"));
  if (plain === null || normalized === null) return `${counts}.`;
  const distance = formatDistance(Math.abs(normalized.mean - plain.mean), null, "percent");
  const comparison = compareMeans(normalized, plain);
  const noise = comparison === null
    ? "which one seed cannot tell from noise"
    : comparison.probability < SIGNIFICANCE
    ? "more than the noise"
    : "no more than the noise";
  return `${counts}; each at its best setting, the net with it is ${distance} ${
    normalized.mean < plain.mean ? "behind" : "ahead"
  } in test accuracy, ${noise}.`;
}

function distinct(runs: readonly Run[], name: string): number[] {
  return [...new Set(runs.map(({ record }) => Number(settingValue(record, name))))];
}

function span(runs: readonly Run[], name: string): string {
  const values = distinct(runs, name);
  if (values.length === 0) return "none";
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low === high ? `${low}` : `${low} to ${high}`;
}
