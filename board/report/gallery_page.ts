import type { Page, PathHyperparameter, PathRule } from "@descent/reports";
import {
  type Hyperparameter,
  optimizerCatalogue,
  type OptimizerPlugin,
  ruleProgram,
} from "@descent/optim";
import { galleryFunctions } from "@descent/problems";
import type { BoardData } from "./board_data.ts";
import { pageFrame } from "./_names.ts";

/** Rules of the gallery: element by element, with functions of the step whose text stands alone. */
const RULES = [
  ...["sgd", "momentum", "nesterov", "rmsprop", "adagrad", "adadelta", "adam", "amsgrad", "adamax"],
  ...["rprop", "lion", "signum", "adabelief", "yogi", "adan", "adopt", "laprop", "nadamw"],
  "qhadam",
];

/**
 * The page of functions of two variables: the rules' own compiled formulas run in it, and the reader moves the start and
 * changes hyperparameters. Nothing is ranked on it.
 *
 * @category Report
 * @param data The run, see {@linkcode BoardData}.
 * @returns The page.
 *
 * @example
 * ```ts
 * import { galleryPage } from "@descent/board";
 * import { sampleBoardData } from "@descent/board/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(galleryPage(await sampleBoardData()).title, "Paths on functions of two variables");
 * ```
 */
export function galleryPage(data: BoardData): Page {
  const frame = pageFrame(data);
  return {
    ...frame,
    kicker: `${frame.kicker} · gallery`,
    title: "Paths on functions of two variables",
    headline:
      "What the rules do in a plane. Not scored: it says little of what they do in a network.",
    sections: [{
      kind: "paths",
      title: "Gallery",
      text:
        "Choose a function and a rule, drag the start, and change hyperparameters. The learning rate begins at the best of 36 that the " +
        "page tries with the same rule; the thin grey path stays at that setting. Crosses are minima, and bands show the " +
        "height: the lowest has the colour of the page.",
      functions: galleryFunctions.map((each) => ({
        name: each.name,
        title: each.title,
        window: each.window,
        start: each.start,
        minima: each.minima,
        minimum: each.minimum,
        code: `{value:(${each.value}),gradient:(${each.gradient})}`,
      })),
      rules: galleryRules(),
      note:
        "The page runs the same WebAssembly that the library compiles from a rule's formula, in f64: its paths are the library's, bit for bit.",
    }],
  };
}

/** The rules of the gallery as programs. */
function galleryRules(): PathRule[] {
  return RULES.flatMap((name) => {
    const plugin = optimizerCatalogue.find((each) => each.name === name)!;
    const program = ruleProgram(plugin);
    if (program === undefined) return [];
    const rows = rowsOf(plugin);
    return [{
      name,
      title: plugin.title,
      defaults: Object.fromEntries(rows.map(([key, row]) => [key, row.default])),
      hyperparameters: rows.flatMap(([key, row]) => sliderOf(key, row)),
      ...program,
    }];
  });
}

function rowsOf({ hyperparameters }: OptimizerPlugin): [name: string, row: Hyperparameter][] {
  return Object.entries(hyperparameters as Readonly<Record<string, Hyperparameter>>);
}

/** A slider for the learning rate and for what searches draw, over a little more than they do. */
function sliderOf(name: string, { search }: Hyperparameter): PathHyperparameter[] {
  if (name === "learningRate") return [{ name, scale: "log", min: 1e-5, max: 10 }];
  if (search === undefined) return [];
  if ("oneMinusLogUniform" in search) return [{ name, scale: "oneMinusLog", min: 0, max: 0.9999 }];
  if ("logUniform" in search) {
    const [low, high] = search.logUniform;
    return [{ name, scale: "log", min: low / 10, max: high * 10 }];
  }
  if ("uniform" in search) {
    return [{ name, scale: "linear", min: search.uniform[0], max: search.uniform[1] }];
  }
  return [];
}
