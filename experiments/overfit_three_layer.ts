/** `deno task experiment overfit-three-layer`: which weight scale and learning rate let a net learn 50 images by heart? */
import { type Experiment, experimentPage, judgingSeeds, usualOptimizers } from "@descent/lab";
import type { Section } from "@descent/reports";
import { overfitFlags, overfitGrid, type OverfitValues } from "./overfit/overfit_flags.ts";
import {
  bestCurvesSection,
  bestSettingsSection,
  bestWords,
  overfitMap,
  overfitReferenceSection,
  settingWords,
} from "./overfit/overfit_map.ts";
import { type OverfitResult, overfits, runOverfit } from "./overfit/run_overfit.ts";

const REFERENCE = { train: 1, validation: 0.5314 };

/** The experiment: a map over weight scale and learning rate for each optimizer, then its best setting. */
export const overfitThreeLayer: Experiment<OverfitValues> = {
  name: "overfit-three-layer",
  doc:
    "Can a net of three layers learn 50 images by heart in 20 epochs, and which weight scale and learning rate do it?",

  flags: overfitFlags,

  async run({ laboratory, optimizers, values }) {
    const { dataset, seed, seeds, settings } = values;
    const results = await runOverfit(laboratory, {
      depth: "three",
      optimizers: usualOptimizers(optimizers),
      ...overfitGrid(settings),
      seed,
      judges: judgingSeeds(seed, seeds),
    });
    const runs = results.flatMap(({ grid, finals }) => [...grid, ...finals]);
    const page = experimentPage({
      kicker: "overfit-three-layer",
      title: `Three layers and 50 images of ${laboratory.dataset.title}`,
      headline: headline(results[0]),
      runs,
      sections: [
        overfitReferenceSection(results[0], REFERENCE, dataset),
        {
          kind: "tabs",
          title: "Which settings do it",
          text: "What a net knows after 20 epochs, for every weight scale and learning rate.",
          sections: results.map(mapSection),
          note: "A cross is a setting that diverged; the frame is the highest cell of its map.",
        },
        bestSettingsSection(results),
        bestCurvesSection(results),
      ],
    });
    return { runs, page };
  },
};

function mapSection(result: OverfitResult): Section {
  const { title, grid, best } = result;
  const learned = `${grid.filter(overfits).length} of ${grid.length} settings learn all images`;
  return {
    kind: "heatmaps",
    title,
    text: best === undefined ? `${learned}.` : `${learned}; the best is ${settingWords(result)}.`,
    maps: [
      overfitMap(result, "Training accuracy", "trainAccuracy"),
      overfitMap(result, "Validation accuracy", "validationAccuracy"),
    ],
  };
}

function headline(result: OverfitResult): string {
  const { title, grid } = result;
  const learned = grid.filter(overfits).length;
  if (learned === 0) {
    return `No: with ${title} none of ${grid.length} settings learns all 50 images.`;
  }
  return `Yes: with ${title} ${learned} of ${grid.length} settings do it; ${bestWords(result)}.`;
}
