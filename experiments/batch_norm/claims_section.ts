import {
  accuracyChart,
  claimRow,
  type ExperimentFinding,
  judgeClaim,
  scorePicture,
  scoreSummary,
} from "@descent/lab";
import {
  type Cell,
  formatDistance,
  formatNumber,
  heatMap,
  type ReferenceRow,
  type Run,
  type Section,
  settingValue,
  summarize,
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

/** The claims about batch normalization, judged by what the maps of each seed show for all optimizers together. */
export function claimsSection(results: readonly BatchNormResult[]): Section {
  const claim = (
    what: string,
    reference: string,
    unit: string,
    mapOf: (result: BatchNormResult) => readonly Run[],
    count: (map: readonly Run[]) => number,
  ): ReferenceRow => {
    const [before, after] = bySide(results).map((own) => totals(own, mapOf, count));
    const judgement = judgeClaim(summarize(after.map((total, seed) => total - before[seed])), 0, {
      comparisons: CLAIMS,
      // One that works more or less is the least that a seed may change.
      leastDeviation: 1,
    });
    const [with_, without] = [after, before].map(meanText);
    const ours = `${with_} ${unit} with it, ${without} without`;
    return claimRow({ what, reference, ours, judgement });
  };
  return {
    kind: "reference",
    title: "Claims of the paper",
    source: "S. Ioffe, C. Szegedy, 2015",
    rows: [
      claim(
        "Weight scale",
        "Training is less sensitive to the initial weights",
        "weight scales work",
        ({ rateMap }) => rateMap,
        (map) => distinct(map.filter(works), "weightScale").length,
      ),
      claim(
        "Learning rate",
        "Higher learning rates can be used",
        "of the rates are no higher than the highest that works",
        ({ rateMap }) => rateMap,
        (map) => {
          const highest = Math.max(0, ...distinct(map.filter(works), "learningRate"));
          return distinct(map, "learningRate").filter((rate) => rate <= highest).length;
        },
      ),
      claim(
        "Depth",
        "Deeper networks can be trained",
        "pairs of depth and weight scale work",
        ({ depthMap }) => depthMap,
        (map) => map.filter(works).length,
      ),
    ],
    note:
      `Sums over the optimizers, means over the seeds of the maps; the difference is that of each seed. A setting works where the validation accuracy at the end is at least ${
        formatNumber(WORKS, "percent")
      }; a weight scale or a learning rate works where any setting with it does.`,
  };
}

/** The claims that are judged together. */
const CLAIMS = 3;

/** Counts on the maps of one side, summed over the optimizers, for each seed. */
function totals(
  own: readonly BatchNormResult[],
  mapOf: (result: BatchNormResult) => readonly Run[],
  count: (map: readonly Run[]) => number,
): number[] {
  const seeds = new Set(own.flatMap(({ rateMap }) => rateMap.map(({ record }) => record.seed)));
  return [...seeds].map((seed) =>
    own.reduce(
      (sum, result) => sum + count(mapOf(result).filter(({ record }) => record.seed === seed)),
      0,
    )
  );
}

function meanText(counts: readonly number[]): string {
  return formatNumber(summarize(counts)!.mean, "number");
}

/** How many settings of a map work, the mean over its seeds, and of how many. */
function working(map: readonly Run[]): { readonly good: number; readonly all: number } {
  const seeds = Math.max(1, new Set(map.map(({ record }) => record.seed)).size);
  return { good: map.filter(works).length / seeds, all: map.length / seeds };
}

/** How many settings work, which, and what the best of them reaches. */
export function settingsSection(results: readonly BatchNormResult[]): Section {
  return {
    kind: "table",
    title: "Settings that work",
    columns: [
      { title: "Optimizer" },
      { title: "Batch normalization" },
      { title: "Settings that work" },
      { title: "Weight scales" },
      { title: "Learning rates" },
      { title: "Best weight scale" },
      { title: "Best learning rate" },
      { title: "Test accuracy there, 95\u202f% interval", format: "percent" },
    ],
    terminal: [
      "Optimizer",
      "Batch normalization",
      "Settings that work",
      "Test accuracy there, 95\u202f% interval",
    ],
    rows: results.map(({ optimizer, side, rateMap, best, finals }): Cell[] => {
      const good = rateMap.filter(works);
      const test = scoreSummary(finals, "test/accuracy");
      return [
        { value: optimizer.title, series: optimizer.name },
        side,
        { value: working(rateMap).good, note: `of ${working(rateMap).all}` },
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
      }. The best setting was chosen by validation loss at the end, and is judged with others.`,
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
    readonly count: (good: string, all: number) => string;
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
        const { good, all } = working(maps(result));
        return `${SIDE_TITLES[result.side]} ${count(formatNumber(good, "number"), all)}.`;
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
    note:
      "Means over the seeds of the maps. A cross is a setting that diverged with each; the frame is the highest cell of its map.",
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
      charts: [accuracyChart()],
      axes: ["epoch"],
      colours: "order",
    })),
  };
}

/** The result of the maps and of the judging seeds of one optimizer. */
export function pairFinding(pair: BatchNormPair): ExperimentFinding {
  const [{ optimizer, rateMap }] = pair;
  const [before, after] = pair.map(({ rateMap }) => formatNumber(working(rateMap).good, "number"));
  const seeds = new Set(rateMap.map(({ record }) => record.seed)).size;
  const counts =
    `With ${optimizer.title}, ${after} of ${
      working(rateMap).all
    } settings of weight scale and learning rate work with batch normalization, ${before} without it ` +
    `(${seeds === 1 ? "one seed, which cannot tell from noise" : `means over ${seeds} seeds`})`;
  const [plain, normalized] = pair.map(({ finals }) => scoreSummary(finals, "test/loss"));
  if (plain === null || normalized === null) return { headline: `${counts}.` };
  const distance = formatDistance(Math.abs(normalized.mean - plain.mean), null, "number");
  const [leads, trails] = [[normalized, plain], [plain, normalized]]
    .map(([first, second]) => judgeClaim(first, second, { better: "lower" }));
  const noise = leads.comparison === null
    ? "which these seeds cannot tell from noise"
    : leads.verdict === "confirmed" || trails.verdict === "confirmed"
    ? "more than the noise"
    : "no more than the noise";
  const direction = normalized.mean > plain.mean ? "higher" : "lower";
  const groups = pair.map(({ side, finals }) => ({ name: side, title: side, runs: finals }));
  return {
    answer: noise === "more than the noise"
      ? `A ${direction} loss with batch normalization`
      : "No clear difference in loss",
    headline:
      `${counts}. With each at its best setting, the test loss is ${distance} ${direction} with it, ${noise}.`,
    picture: scorePicture(groups, "test/loss"),
  };
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
