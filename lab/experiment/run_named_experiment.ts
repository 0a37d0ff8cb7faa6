import { closestWord, exitCodesText, print, printError } from "@descent/cli";
import type { Experiment } from "./experiment.ts";
import { runExperiment } from "./run_experiment.ts";

/**
 * Runs the experiment that is named first, with the other arguments as its flags; without a name, lists all.
 *
 * @param args The arguments, such as `Deno.args`.
 * @param experiments The experiments, in the order of the list.
 * @returns The code to exit with, as of {@linkcode runExperiment}; 2 when there is no such experiment.
 * @category Experiments
 *
 * @example
 * ```ts
 * import { runNamedExperiment } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await runNamedExperiment(["--help"], []), 0);
 * ```
 */
export async function runNamedExperiment(
  args: readonly string[],
  experiments: readonly Experiment<object>[],
): Promise<number> {
  const [name, ...others] = args;
  if (name === undefined || name === "--help" || name === "-h") {
    print(`${experimentList(experiments)}\n\n${exitCodesText()}`);
    return 0;
  }
  if (name === "--json") {
    print(JSON.stringify({ experiments: experiments.map(({ name, doc }) => ({ name, doc })) }));
    return 0;
  }
  const experiment = experiments.find((experiment) => experiment.name === name);
  if (experiment !== undefined) {
    return await runExperiment(experiment, others, `experiment ${name}`);
  }
  const names = experiments.map(({ name }) => name);
  const meant = closestWord(name, names);
  const question = meant === undefined ? "" : ` (did you mean ${meant}?)`;
  printError(
    `experiment: expected the name of an experiment first, one of ${
      names.join(", ")
    }, got '${name}'${question}`,
  );
  return 2;
}

function experimentList(experiments: readonly Experiment<object>[]): string {
  const width = Math.max(0, ...experiments.map(({ name }) => name.length));
  return [
    "Runs an experiment and writes its report.",
    "",
    "Usage: deno task experiment <name> [flags]",
    "",
    ...experiments.map(({ name, doc }) => `  ${name.padEnd(width)}  ${doc}`),
    "",
    "Each has --help, and --quick for a short run. `deno task experiments` runs all of them.",
  ].join("\n");
}
