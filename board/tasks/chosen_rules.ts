import { TaskError } from "@descent/cli";
import type { KnownOptimizer } from "@descent/lab";
import { type Preset, presets } from "../protocol/preset.ts";
import type { StoredBoard } from "../trials/read_board.ts";

/**
 * Options of {@linkcode chosenRules}.
 *
 * @category Tasks
 */
export interface ChosenRulesOptions {
  /** The rules that can be chosen. */
  readonly optimizers: readonly KnownOptimizer[];
  /** Names of those that the flag gave, or its default. */
  readonly chosen: readonly string[];
  /** The size of the run. */
  readonly preset: Preset;
  /** The earlier run that the rules join, if any. */
  readonly baseline?: StoredBoard | undefined;
}

/**
 * Whether names are those that the flag has by default.
 *
 * @category Tasks
 * @param chosen The names.
 * @param optimizers The rules that can be chosen, of which those of third parties are among the default.
 * @returns Whether they are.
 *
 * @example
 * ```ts
 * import { isUsual, presets } from "@descent/board";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([isUsual(presets.quick.rules, []), isUsual(["sgd"], [])], [true, false]);
 * ```
 */
export function isUsual(
  chosen: readonly string[],
  optimizers: readonly KnownOptimizer[],
): boolean {
  const foreign = foreignNames(optimizers);
  return [presets.standard, presets.quick].some(({ rules }) =>
    String([...rules, ...foreign]) === String(chosen)
  );
}

/**
 * The rules of a run: those that were named, else those of the preset and of third parties. Beside an earlier run they are
 * the ones that it lacks.
 *
 * @category Tasks
 * @param options Rules, names and size, see {@linkcode ChosenRulesOptions}.
 * @returns The rules, in the order of their names.
 * @throws {TaskError} When an earlier run is to be joined and no rule is named; or there are fewer than two rules.
 *
 * @example
 * ```ts
 * import { chosenRules, presets } from "@descent/board";
 * import { knownOptimizers } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * const optimizers = await knownOptimizers([]);
 * const rules = chosenRules({ optimizers, chosen: presets.standard.rules, preset: presets.publish });
 * assertEquals(rules.length, 24);
 * ```
 */
export function chosenRules(
  { optimizers, chosen, preset, baseline }: ChosenRulesOptions,
): KnownOptimizer[] {
  const foreign = foreignNames(optimizers);
  const isDefault = isUsual(chosen, optimizers);
  if (baseline !== undefined) {
    const names = isDefault ? foreign : chosen;
    if (names.length === 0) {
      throw new TaskError(
        "--against: expected a rule that joins the earlier run, got none; name it by --plugin or --optimizers",
      );
    }
    return byName(optimizers, names);
  }
  const names = isDefault ? [...preset.rules, ...foreign] : chosen;
  if (names.length < 2) {
    throw new TaskError(
      `--optimizers: expected at least two rules to compare, got ${
        names.join(",")
      }; name another, or use --against`,
    );
  }
  return byName(optimizers, names);
}

function byName(optimizers: readonly KnownOptimizer[], names: readonly string[]): KnownOptimizer[] {
  return names.map((name) => optimizers.find(({ plugin }) => plugin.name === name)!);
}

function foreignNames(optimizers: readonly KnownOptimizer[]): string[] {
  return optimizers.filter(({ source }) => source !== null).map(({ plugin }) => plugin.name);
}
