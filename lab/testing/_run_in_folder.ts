import { stub } from "@std/testing/mock";
import type { Experiment } from "../experiment/experiment.ts";
import { runExperiment } from "../experiment/run_experiment.ts";

/**
 * Console output of a run, and its exit code.
 *
 * @category Testing
 */
export interface ConsoleOutput {
  /** The code that the program would exit with. */
  readonly code: number;
  /** Standard output. */
  readonly out: string;
  /** Standard error, but for the display of progress. */
  readonly error: string;
}

/**
 * Runs an experiment in this process with its folders below the given one, and keeps the console quiet.
 *
 * @category Testing
 */
export async function runInFolder<Values>(
  experiment: Experiment<Values>,
  folder: string,
  ...args: string[]
): Promise<ConsoleOutput> {
  using log = stub(console, "log");
  using error = stub(console, "error");
  using _write = stub(Deno.stderr, "writeSync", (bytes: Uint8Array) => bytes.length);
  const folders = [`--out=${folder}/out`, `--runs=${folder}/runs`];
  const code = await runExperiment(experiment, [...folders, ...args]);
  const said = (calls: readonly { readonly args: unknown[] }[]) =>
    calls.map(({ args }) => String(args[0])).join("\n");
  return { code, out: said(log.calls), error: said(error.calls) };
}
