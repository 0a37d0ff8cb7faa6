import { TaskError } from "@descent/cli";
import { checkOptions, type OptionValues, type ProblemPlugin } from "@descent/problems";
import type { MakePlanOptions } from "../protocol/make_plan.ts";
import type { StoredBoard } from "../trials/read_board.ts";

/**
 * Options of {@linkcode chosenVariants}.
 *
 * @category Tasks
 */
export interface ChosenVariantsOptions {
  /** The problems of the run. */
  readonly plugins: readonly Pick<ProblemPlugin, "name" | "options" | "variant">[];
  /** How many variants were asked for; default none. */
  readonly variants: number | undefined;
  /** The earlier run that rules are put beside; default none. */
  readonly baseline?: Pick<StoredBoard, "plan"> | undefined;
  /** Number of seeds that judge. */
  readonly judges: number;
}

/**
 * The variants of problems on which a run judges: those of the earlier run that it is put beside, or as many as were asked
 * for.
 *
 * @category Tasks
 * @param options What was asked for, and of which problems, see {@linkcode ChosenVariantsOptions}.
 * @returns The fields of a plan's options.
 * @throws {TaskError} When there are not as many judges, no problem has variants, or the earlier run has none; from `variantOf`
 * when a problem does not know the options of its own variant.
 *
 * @example
 * ```ts
 * import { chosenVariants } from "@descent/board";
 * import { chooseProblem, findProblem } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const plugin = findProblem("spirals");
 * const { variants, variantOf } = chosenVariants({ plugins: [plugin], variants: 2, judges: 4 });
 * assertEquals(variants, 2);
 * assertEquals(variantOf!(chooseProblem(plugin), 1), plugin.variant!(1));
 * ```
 */
export function chosenVariants(
  { plugins, variants, baseline, judges }: ChosenVariantsOptions,
): Pick<MakePlanOptions, "variants" | "variantOf"> {
  if (baseline !== undefined) {
    const planned = new Map(
      baseline.plan.problems.map(({ choice, variants = [] }) => [choice.name, variants]),
    );
    const most = Math.max(...[...planned.values()].map(({ length }) => length));
    if (variants !== undefined && most === 0) {
      throw new TaskError(
        "--variants: expected none, as the earlier run has none; leave it out, or make that run with them",
      );
    }
    const variantOf: MakePlanOptions["variantOf"] = ({ name }, seed) =>
      planned.get(name)?.find((variant) => variant.seed === seed)?.options;
    return { variants: most, variantOf };
  }
  if (variants === undefined) return {};
  if (variants > judges) {
    throw new TaskError(
      `--variants: expected at most ${judges}, one for each judge, got ${variants}; give fewer, or more --judges`,
    );
  }
  if (plugins.every(({ variant }) => variant === undefined)) {
    throw new TaskError(
      `--variants: expected problems that have variants, got ${
        plugins.map(({ name }) => name).join(", ")
      }; leave it out, or take problems of the board or one of yours that has a 'variant'`,
    );
  }
  const known = new Map(plugins.map((plugin) => [plugin.name, plugin]));
  const variantOf: MakePlanOptions["variantOf"] = ({ name }, seed) => {
    const plugin = known.get(name);
    return plugin?.variant && variantOptions(plugin, plugin.variant(seed), seed);
  };
  return { variants, variantOf };
}

/** The options of a variant, which the file of a third party may have got wrong. */
function variantOptions(
  { name, options }: Pick<ProblemPlugin, "name" | "options">,
  given: OptionValues,
  seed: number,
): OptionValues {
  try {
    checkOptions(`Variant ${seed} of problem '${name}'`, options, given);
    return given;
  } catch (error) {
    throw new TaskError(`${(error as Error).message}; change its 'variant', or its 'options'`);
  }
}
