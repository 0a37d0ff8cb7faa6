/** `deno task experiment overfit-five-layer`: how much harder is it to find settings for five layers than for three? */
import { type Experiment, experimentPage, judgingSeeds, usualOptimizers } from "@descent/lab";
import type { Section } from "@descent/reports";
import { overfitFlags, overfitGrid, type OverfitValues } from "./overfit/overfit_flags.ts";
import {
  bestCurvesSection,
  bestSettingsSection,
  bestWords,
  overfitMap,
  overfitReferenceSection,
} from "./overfit/overfit_map.ts";
import { isGood, type OverfitResult, overfits, runOverfit } from "./overfit/run_overfit.ts";

const REFERENCE = { train: 1, validation: 0.501 };

/** The experiment: the maps of three and of five layers beside each other, then the best setting of five. */
export const overfitFiveLayer: Experiment<OverfitValues> = {
  name: "overfit-five-layer",
  doc:
    "Can a net of five layers learn 50 images by heart too, and how much narrower is the region of settings that do it?",

  flags: overfitFlags,

  async run({ laboratory, optimizers, values }) {
    const { dataset, seed, seeds, settings } = values;
    const shared = { optimizers: usualOptimizers(optimizers), ...overfitGrid(settings), seed };
    const judges = judgingSeeds(seed, seeds);
    const three = await runOverfit(laboratory, { ...shared, depth: "three", judges: [] });
    const five = await runOverfit(laboratory, { ...shared, depth: "five", judges });
    const runs = [...three, ...five].flatMap(({ grid, finals }) => [...grid, ...finals]);
    const page = experimentPage({
      kicker: "overfit-five-layer",
      title: `Five layers and 50 images of ${laboratory.dataset.title}`,
      headline: headline(three[0], five[0]),
      runs,
      sections: [
        overfitReferenceSection(five[0], REFERENCE, dataset),
        {
          kind: "tabs",
          title: "Three layers beside five",
          text: "What the nets know after 20 epochs, for every weight scale and learning rate.",
          sections: five.map((result, index) => mapSection(three[index], result)),
          note: "A cross is a setting that diverged; the frame is the highest cell of its map.",
        },
        regionSection(three, five),
        bestSettingsSection(five),
        bestCurvesSection(five),
      ],
    });
    return { runs, page };
  },
};

function mapSection(three: OverfitResult, five: OverfitResult): Section {
  return {
    kind: "heatmaps",
    title: five.title,
    text: `${regionText("Three layers", three)} ${regionText("Five layers", five)}`,
    maps: [
      overfitMap(three, "Three layers, validation accuracy", "validationAccuracy"),
      overfitMap(five, "Five layers, validation accuracy", "validationAccuracy"),
      overfitMap(three, "Three layers, training accuracy", "trainAccuracy"),
      overfitMap(five, "Five layers, training accuracy", "trainAccuracy"),
    ],
  };
}

function regionText(net: string, { grid }: OverfitResult): string {
  const scales = grid.filter(overfits).map(({ record }) =>
    Number(record.setting.variables.weightScale)
  );
  if (scales.length === 0) return `${net}: no setting learns all images.`;
  const [low, high] = [Math.min(...scales), Math.max(...scales)];
  return `${net}: ${scales.length} of ${grid.length} settings learn all images, at weight scales from ${low} to ${high}.`;
}

/** How many settings do it with each depth. */
function regionSection(
  three: readonly OverfitResult[],
  five: readonly OverfitResult[],
): Section {
  const counts = (of: typeof isGood, index: number) =>
    [three, five].map((results) => results[index].grid.filter(of).length);
  const ratio = ([before, after]: number[]) => before === 0 ? null : after / before;
  return {
    kind: "table",
    title: "How much narrower the region is",
    columns: [
      { title: "Optimizer" },
      { title: "Learn all images, three layers", format: "count" },
      { title: "Learn all images, five layers", format: "count" },
      { title: "Five to three" },
      { title: "Good, three layers", format: "count" },
      { title: "Good, five layers", format: "count" },
      { title: "Five to three" },
    ],
    rows: five.map(({ name, title }, index) => {
      const [all, good] = [counts(overfits, index), counts(isGood, index)];
      return [{ value: title, series: name }, ...all, ratio(all), ...good, ratio(good)];
    }),
    note: `Of ${
      five[0].grid.length
    } settings each. A good one learns all images and gets at least half of the validation images right.`,
  };
}

function headline(three: OverfitResult, five: OverfitResult): string {
  const { title, grid } = five;
  const [before, after] = [three, five].map(({ grid }) => grid.filter(overfits).length);
  if (after === 0) {
    return `No: with ${title} none of ${grid.length} settings learns all 50 images.`;
  }
  const region = after < before
    ? `Yes, but with ${title} only ${after} of ${grid.length} settings do it, ${
      (after / before).toFixed(2)
    } times as many as with three layers`
    : `Yes: with ${title} ${after} of ${grid.length} settings do it, with three layers ${before}`;
  return `${region}; ${bestWords(five)}.`;
}
