/** `deno task experiment`: lists the experiments, or runs one of them. */
import { experimentCatalogue } from "./catalogue.ts";
import { closestWord, exitCodesText, print, printError } from "@descent/cli";
import { runExperiment } from "@descent/lab";

/**
 * Runs the experiment that is named first, with the other arguments as its flags; without a name, lists all.
 *
 * @category Tasks
 * @param args The arguments, such as `Deno.args`.
 * @returns The code to exit with, as of {@linkcode runExperiment}; 2 when there is no such experiment.
 *
 * @example
 * ```ts
 * import { experimentTask } from "@descent/experiments";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await experimentTask(["compare", "--help"]), 0);
 * ```
 */
export async function experimentTask(args: readonly string[]): Promise<number> {
  const [name, ...others] = args;
  if (name === undefined || name === "--help" || name === "-h") {
    print(`${experimentList()}\n\n${exitCodesText()}`);
    return 0;
  }
  if (name === "--json") {
    print(
      JSON.stringify({ experiments: experimentCatalogue.map(({ name, doc }) => ({ name, doc })) }),
    );
    return 0;
  }
  const experiment = experimentCatalogue.find((experiment) => experiment.name === name);
  if (experiment !== undefined) {
    return await runExperiment(experiment, others, `experiment ${name}`);
  }
  const names = experimentCatalogue.map(({ name }) => name);
  const meant = closestWord(name, names);
  const question = meant === undefined ? "" : ` (did you mean ${meant}?)`;
  printError(
    `experiment: expected the name of an experiment first, one of ${
      names.join(", ")
    }, got '${name}'${question}`,
  );
  return 2;
}

function experimentList(): string {
  const width = Math.max(...experimentCatalogue.map(({ name }) => name.length));
  return [
    "Runs an experiment and writes its report.",
    "",
    "Usage: deno task experiment <name> [flags]",
    "",
    ...experimentCatalogue.map(({ name, doc }) => `  ${name.padEnd(width)}  ${doc}`),
    "",
    "Each has --help, and --quick for a short run. `deno task experiments` runs all of them.",
  ].join("\n");
}

if (import.meta.main) Deno.exit(await experimentTask(Deno.args));
