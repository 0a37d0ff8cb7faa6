/** `deno task experiments`: runs every experiment, and links their reports in an index page. */
import { type Experiment, runExperiments } from "@descent/lab";
import { experimentCatalogue } from "./catalogue.ts";

/**
 * Runs experiments one after another, and writes the page that links all reports that are there. One that
 * fails does not stop the others.
 *
 * @category Tasks
 * @param args The arguments, such as `Deno.args`; each experiment gets all of them but the folder of the index page.
 * @param experiments Which experiments; default all.
 * @returns The code to exit with: 0 when all succeeded; an interruption ends it at once.
 *
 * @example
 * ```ts
 * import { experimentsTask } from "@descent/experiments";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await experimentsTask(["--help"]), 0);
 * ```
 */
export function experimentsTask(
  args: readonly string[],
  experiments: readonly Experiment<object>[] = experimentCatalogue,
): Promise<number> {
  const order = experimentCatalogue.map(({ name }) => name);
  return runExperiments(args, { experiments, order });
}

if (import.meta.main) Deno.exit(await experimentsTask(Deno.args));
