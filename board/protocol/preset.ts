/**
 * How much a run of the benchmark does: which rules, which problems, and how many trials of each.
 *
 * @category Protocol
 */
export interface Preset {
  /** Its name: the flag that chooses it. */
  readonly name: "quick" | "standard" | "publish";
  /** Names of the rules. */
  readonly rules: readonly string[];
  /** Names of the problems; `null` for all of the board. */
  readonly problems: readonly string[] | null;
  /** Settings that the search for each rule on each problem draws, the default one among them. */
  readonly draws: number;
  /** The best settings of a search that are tried again with two more seeds. */
  readonly repeated: number;
  /** Seeds that judge the chosen setting. */
  readonly judges: number;
  /** Whether a setting is chosen for the time to the target too, and judged. */
  readonly isTimed: boolean;
}

const QUICK_RULES = ["sgd", "momentum", "rmsprop", "adam", "adamw", "lion", "muon", "soap"];

/** The six cheapest. */
const QUICK_PROBLEMS = [
  ...["noisy-quadratic", "rotated-quadratic", "ill-regression", "deep-linear", "spirals"],
  "mnist1d-mlp",
];

const STANDARD_RULES = [
  ...["momentum", "nesterov", "rmsprop", "adam", "adamw", "nadamw", "lion", "adopt"],
  ...["muon", "soap", "schedule-free-adamw", "prodigy"],
];

const PUBLISHED_RULES = [
  ...["sgd", "momentum", "nesterov", "rmsprop", "adagrad", "adam", "adamw", "nadamw", "lion"],
  ...["signum", "adabelief", "adan", "adopt", "ademamix", "lamb", "adafactor", "muon", "normuon"],
  ...["soap", "shampoo", "prodigy", "schedule-free-adamw", "cautious-adamw", "mars-adamw"],
];

/**
 * The three sizes of a run: a minute, half an hour, and a night, on two cores.
 *
 * @category Protocol
 *
 * @example
 * ```ts
 * import { presets } from "@descent/board";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(presets.standard.rules.length, 12);
 * ```
 */
export const presets: Readonly<Record<Preset["name"], Preset>> = {
  quick: {
    name: "quick",
    rules: QUICK_RULES,
    problems: QUICK_PROBLEMS,
    draws: 8,
    repeated: 0,
    judges: 4,
    isTimed: false,
  },
  standard: {
    name: "standard",
    rules: STANDARD_RULES,
    problems: null,
    draws: 12,
    repeated: 2,
    judges: 10,
    isTimed: false,
  },
  publish: {
    name: "publish",
    rules: PUBLISHED_RULES,
    problems: null,
    draws: 64,
    repeated: 2,
    judges: 30,
    isTimed: true,
  },
};
