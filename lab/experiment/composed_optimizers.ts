import { TaskError } from "@descent/cli";
import { type OptimizerPlugin, parseOptimizer, splitOptimizers } from "@descent/optim";

/** Arguments of a task in which wrapped optimizers stand by their names. */
export interface ComposedOptimizers {
  /** The arguments, `--optimizers cautious(lion)` as `--optimizers cautious-lion`. */
  readonly args: readonly string[];
  /** The wrapped optimizers, each once. */
  readonly plugins: readonly OptimizerPlugin[];
}

/**
 * Reads the wrapped optimizers in what `--optimizers` gives, such as `cautious(lion)`.
 *
 * @param args The arguments of a task.
 * @returns The arguments with names in their place, and the plugins.
 * @throws {TaskError} When a text in brackets names no optimizer.
 *
 * @example
 * ```ts
 * import { composedOptimizers } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * const { args, plugins } = composedOptimizers(["--optimizers=sgd,cautious(lion)"]);
 * assertEquals(args, ["--optimizers=sgd,cautious-lion"]);
 * assertEquals(plugins.map(({ title }) => title), ["Cautious Lion"]);
 * ```
 */
export function composedOptimizers(args: readonly string[]): ComposedOptimizers {
  const plugins = new Map<string, OptimizerPlugin>();
  const named = (text: string) => {
    if (!text.includes("(")) return text;
    const plugin = parsed(text);
    plugins.set(plugin.name, plugin);
    return plugin.name;
  };
  const list = (text: string) => splitOptimizers(text).map(named).join(",");
  const replaced = args.map((each, index) => {
    const [, flag, value] = each.match(/^(--optimizers?=)(.*)$/s) ?? [];
    if (value !== undefined) return flag + list(value);
    return /^--optimizers?$/.test(args[index - 1] ?? "") ? list(each) : each;
  });
  return { args: replaced, plugins: [...plugins.values()] };
}

function parsed(text: string): OptimizerPlugin {
  try {
    return parseOptimizer(text);
  } catch (error) {
    throw new TaskError(`--optimizers: ${(error as Error).message}`, 2, { cause: error });
  }
}
