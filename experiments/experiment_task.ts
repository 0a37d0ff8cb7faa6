/** `deno task experiment`: lists the experiments, or runs one of them. */
import { runNamedExperiment } from "@descent/lab";
import { experimentCatalogue } from "./catalogue.ts";

/**
 * Runs the experiment that is named first, with the other arguments as its flags; without a name, lists all.
 *
 * @category Tasks
 * @param args The arguments, such as `Deno.args`.
 * @returns The code to exit with, as of {@linkcode runNamedExperiment}.
 *
 * @example
 * ```ts
 * import { experimentTask } from "@descent/experiments";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await experimentTask(["compare", "--help"]), 0);
 * ```
 */
export function experimentTask(args: readonly string[]): Promise<number> {
  return runNamedExperiment(args, experimentCatalogue);
}

if (import.meta.main) Deno.exit(await experimentTask(Deno.args));
