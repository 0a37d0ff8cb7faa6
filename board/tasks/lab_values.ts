import {
  choiceFlag,
  choicesFlag,
  type Flag,
  type FlagTable,
  integerFlag,
  numberFlag,
  switchFlag,
  TaskError,
  textFlag,
} from "@descent/cli";
import type { KnownPlugins } from "@descent/lab";
import { type Preset, presets } from "../protocol/preset.ts";
import { BOARD_TRACKS, type BoardTrack } from "../protocol/track_schedules.ts";

/**
 * Values of the flags that are the benchmark's own.
 *
 * @category Tasks
 */
export interface LabValues {
  /** Whether to run the standard size, which is the default. */
  readonly standard: boolean;
  /** Whether to run the largest size. */
  readonly publish: boolean;
  /** Name or module of a test problem. */
  readonly problem: string | undefined;
  /** Names or modules of several test problems. */
  readonly problems: string | undefined;
  /** Names of the rules. */
  readonly optimizers: readonly string[];
  /** Settings of a search. */
  readonly draws: number | undefined;
  /** Number of seeds that judge. */
  readonly judges: number | undefined;
  /** Variants of each problem on which chosen settings are judged as they are. */
  readonly variants: number | undefined;
  /** Whether the first judge of each setting runs again, measured from inside. */
  readonly diagnostics: boolean;
  /** Factor of the problems' gradient evaluations. */
  readonly budget: number;
  /** Whether a setting is chosen for the time to the target too. */
  readonly timeToTarget: boolean;
  /** The part that a contestant decides. */
  readonly track: BoardTrack;
  /** Folder of an earlier run. */
  readonly against: string | undefined;
}

/**
 * The flags that are the benchmark's own.
 *
 * @category Tasks
 * @param known The rules that can be chosen.
 * @returns The table.
 *
 * @example
 * ```ts
 * import { labFlags } from "@descent/board";
 * import { knownOptimizers } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * const { optimizers } = labFlags({ optimizers: await knownOptimizers([]) });
 * assertEquals(optimizers.default.includes("soap"), true);
 * ```
 */
export function labFlags({ optimizers }: Pick<KnownPlugins, "optimizers">): FlagTable<LabValues> {
  const foreign = optimizers.filter(({ source }) => source !== null)
    .map(({ plugin }) => plugin.name);
  const usual: Flag<readonly string[]> = choicesFlag({
    doc: "The update rules to rank; those of --plugin are among them unless this leaves them out.",
    default: [...presets.standard.rules, ...foreign],
    words: optimizers.map(({ plugin }) => plugin.name),
  });
  return {
    standard: switchFlag({
      doc:
        "The size that is the default: 12 rules on all problems, 12 settings of each, 10 judges.",
    }),
    publish: switchFlag({ doc: "The largest size: 24 rules, 64 settings of each, 30 judges." }),
    problem: textFlag({
      doc: "A test problem in place of the board's, by name or as a module.",
      default: undefined,
      placeholder: "<name or path>",
    }),
    problems: textFlag({
      doc: "Several test problems in place of the board's, with commas between.",
      default: undefined,
      placeholder: "<names or paths>",
    }),
    optimizers: { ...usual, quick: [...presets.quick.rules, ...foreign] },
    draws: integerFlag({
      doc: "Settings that each search begins with, the default one among them.",
      default: undefined,
      shownDefault: "that of the size",
      minimum: 2,
      maximum: 1000,
    }),
    judges: integerFlag({
      doc: "Number of seeds that judge.",
      default: undefined,
      shownDefault: "that of the size",
      minimum: 2,
      maximum: 100,
    }),
    variants: integerFlag({
      doc:
        "Judge each chosen setting, untuned, on so many variants of its problem too (other width, activation, initial weights, data), one for each of the first judges: whether it still holds there. Beside an earlier run it is that run's.",
      default: undefined,
      shownDefault: "none",
      minimum: 2,
      maximum: 100,
    }),
    diagnostics: switchFlag({
      doc:
        "Run the first judge of each setting again, measured from inside: sharpness, gradient noise, updates over weights by layer, and the loss between solutions. Beside an earlier run it is that run's.",
    }),
    budget: numberFlag({
      doc: "Factor of each problem's gradient evaluations.",
      default: 1,
      minimum: 0.001,
      maximum: 1000,
    }),
    timeToTarget: switchFlag({
      doc:
        "Choose and judge a setting for the time to each problem's target too, which takes a third longer; --publish does.",
    }),
    track: choiceFlag({
      doc:
        "What a contestant decides: the rule alone, or its learning-rate schedule and warm-up too, drawn with its setting. Beside an earlier run it is that run's.",
      default: "rule",
      words: BOARD_TRACKS,
    }),
    against: textFlag({
      doc:
        "Folder of an earlier run or baseline: only the rules of --plugin and --optimizers run, and join its others.",
      default: undefined,
      placeholder: "<folder>",
    }),
  };
}

/**
 * The size of a run that the flags ask for.
 *
 * @category Tasks
 * @param values Values of the flags.
 * @returns The preset.
 * @throws {TaskError} When they ask for two.
 *
 * @example
 * ```ts
 * import { chosenPreset } from "@descent/board";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(chosenPreset({ quick: false, standard: false, publish: false }).name, "standard");
 * ```
 */
export function chosenPreset(
  values: Pick<LabValues, "standard" | "publish"> & { readonly quick: boolean },
): Preset {
  const chosen = (["quick", "standard", "publish"] as const).filter((name) => values[name]);
  if (chosen.length > 1) {
    throw new TaskError(
      `--${chosen[1]}: expected one size, got --${chosen.join(" and --")}; leave one out`,
    );
  }
  return presets[chosen[0] ?? "standard"];
}
