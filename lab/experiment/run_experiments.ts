import {
  assertWritableFolder,
  type CompletedTask,
  duration,
  type FailureCode,
  formatFlags,
  print,
  runTask,
  TaskError,
  textFlag,
} from "@descent/cli";
import { indexPage, reportCards, writePage } from "@descent/reports";
import { chosenEngine } from "./chosen_engine.ts";
import { commonFlags, type CommonValues } from "./common_flags.ts";
import type { Experiment } from "./experiment.ts";
import { imageFlags, type ImageFlagValues } from "./image_flags.ts";
import { runExperiment } from "./run_experiment.ts";

/** From here on codes are 128 and the number of the signal that ended the process. */
const LEAST_INTERRUPTED = 128;

/**
 * Experiments to run together.
 *
 * @category Experiments
 */
export interface ExperimentList {
  /** The experiments, in the order in which they run. */
  readonly experiments: readonly Experiment<object>[];
  /** Names of all that there are, in the order of the index page. */
  readonly order: readonly string[];
}

const task = {
  name: "experiments",
  doc: "Runs every experiment, and links their reports in an index page.",
  flags: {
    ...commonFlags("experiments"),
    ...imageFlags,
    out: textFlag({
      doc: "Where the index page goes, and each report in a folder of its name.",
      default: "reports/out",
      placeholder: "<folder>",
    }),
  },
};

/**
 * The task of all experiments: its flags and what it is for.
 *
 * @category Experiments
 */
export const experimentsCommand: CompletedTask = task;

/**
 * Runs experiments one after another, and writes the page that links all reports that are there. One that
 * fails does not stop the others.
 *
 * @category Experiments
 * @param args The arguments, such as `Deno.args`; each experiment gets all of them but the folder of the index page.
 * @param list Which experiments, see {@linkcode ExperimentList}.
 * @returns The code to exit with: 0 when all succeeded; an interruption ends it at once.
 *
 * @example
 * ```ts
 * import { runExperiments } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await runExperiments(["--help"], { experiments: [], order: [] }), 0);
 * ```
 */
export async function runExperiments(
  args: readonly string[],
  { experiments, order }: ExperimentList,
): Promise<number> {
  return await runTask<CommonValues & ImageFlagValues>(
    () => task,
    args,
    async (values, conclude) => {
      // An engine that none of them could use is refused once, before anything is written.
      chosenEngine(values);
      await assertWritableFolder("--out", values.out);
      // One address for all, so that an open page goes from one experiment to the next.
      const port = values.live ? values.port ?? freePort() : values.port;
      const failed: string[] = [];
      const ended: {
        readonly name: string;
        readonly seconds: number;
        readonly exitCode: number;
      }[] = [];
      for (const [index, experiment] of experiments.entries()) {
        const { name } = experiment;
        print(`${index === 0 ? "" : "\n"}${name} (${index + 1} of ${experiments.length})`);
        const startedAt = performance.now();
        const code = await runExperiment(
          experiment,
          argumentsFor(name, { ...values, port }),
          `experiment ${name}`,
        );
        if (code > LEAST_INTERRUPTED) {
          throw new TaskError(`experiments: ended in ${name}`, code as FailureCode);
        }
        if (code !== 0 && values.failFast) {
          throw new TaskError(`experiments: ${name} failed, which ends the run`, 1);
        }
        if (code !== 0) failed.push(name);
        const seconds = (performance.now() - startedAt) / 1000;
        print(`Took ${duration(seconds)}`);
        ended.push({ name, seconds, exitCode: code });
      }
      if (values.shard === undefined) {
        const cards = await reportCards(values.out, order);
        const path = await writePage(values.out, indexPage(cards));
        print(`\nAll reports: ${path}`);
        conclude({ experiments: ended, reports: path });
      } else conclude({ experiments: ended });
      if (failed.length > 0) {
        const share = `${failed.length} of ${experiments.length}`;
        throw new TaskError(`experiments: ${share} failed: ${failed.join(", ")}`, 1);
      }
    },
  );
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

function argumentsFor(name: string, values: CommonValues & ImageFlagValues): string[] {
  const flags = { ...commonFlags(name), ...imageFlags };
  return formatFlags(flags, { ...values, out: `${values.out}/${name}` });
}
