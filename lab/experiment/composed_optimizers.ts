import { TaskError } from "@descent/cli";
import { parseOptimizer, splitOptimizers } from "@descent/optim";
import type { KnownOptimizer } from "./known_optimizers.ts";

/**
 * Arguments of a task in which wrapped optimizers stand by their names.
 *
 * @category Flags
 */
export interface ComposedOptimizers {
  /** The arguments, `--optimizers cautious(lion)` as `--optimizers cautious-lion`. */
  readonly args: readonly string[];
  /** The wrapped optimizers, each once; those of a plugin have its module. */
  readonly optimizers: readonly KnownOptimizer[];
}

/**
 * Reads the wrapped optimizers, and those with schedules, in what `--optimizers` gives, such as `cautious(lion)`.
 *
 * @category Flags
 * @param args The arguments of a task.
 * @param known The optimizers that may be wrapped besides those of the catalogue: such as come from a module; default none.
 * @returns The arguments with names in their place, and the optimizers.
 * @throws {TaskError} When a text in brackets names no optimizer, or those of two modules.
 *
 * @example
 * ```ts
 * import { composedOptimizers } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * const { args, optimizers } = composedOptimizers(["--optimizers=sgd,cautious(lion)"]);
 * assertEquals(args, ["--optimizers=sgd,cautious-lion"]);
 * assertEquals(optimizers.map(({ plugin }) => plugin.title), ["Cautious Lion"]);
 * ```
 */
export function composedOptimizers(
  args: readonly string[],
  known: readonly KnownOptimizer[] = [],
): ComposedOptimizers {
  const foreign = known.filter(({ source }) => source !== null);
  const optimizers = new Map<string, KnownOptimizer>();
  const named = (text: string) => {
    if (!text.includes("(")) return text;
    const optimizer = parsed(text, foreign);
    optimizers.set(optimizer.plugin.name, optimizer);
    return optimizer.plugin.name;
  };
  const list = (text: string) => splitOptimizers(text).map(named).join(",");
  const replaced = args.map((each, index) => {
    const [, flag, value] = each.match(/^(--optimizers?=)(.*)$/s) ?? [];
    if (value !== undefined) return flag + list(value);
    return /^--optimizers?$/.test(args[index - 1] ?? "") ? list(each) : each;
  });
  return { args: replaced, optimizers: [...optimizers.values()] };
}

function parsed(text: string, foreign: readonly KnownOptimizer[]): KnownOptimizer {
  try {
    return { plugin: parseOptimizer(text), source: null };
  } catch {
    // It names a plugin, or nothing.
  }
  for (const { plugin, source } of foreign) {
    try {
      return { plugin: parseOptimizer(text, { plugins: [plugin] }), source };
    } catch {
      // Another one, or nothing.
    }
  }
  try {
    parseOptimizer(text, { plugins: foreign.map(({ plugin }) => plugin) });
  } catch (error) {
    throw new TaskError(`--optimizers: ${(error as Error).message}`, 2, { cause: error });
  }
  throw new TaskError(
    `--optimizers: expected the rules of one plugin in '${text}', got those of two; put both into one module`,
  );
}
