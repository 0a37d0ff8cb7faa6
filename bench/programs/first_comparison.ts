/**
 * An experiment as a user starts it, until its first trials of one step have ended:
 * `first_comparison.ts <flags of deno task compare>`.
 *
 * @module
 */
import { compare } from "@descent/experiments";
import { runExperiment } from "@descent/lab";
import { reportUsage } from "./report_usage.ts";

const folder = await Deno.makeTempDir();
const untilFirst: typeof compare = {
  ...compare,
  run: ({ laboratory, ...context }) =>
    compare.run({
      ...context,
      laboratory: {
        ...laboratory,
        async run(...asked) {
          const [{ record }] = await laboratory.run(...asked);
          if (record.status !== "completed") throw new Error(`${record.status}: ${record.error}`);
          reportUsage();
          await Deno.remove(folder, { recursive: true });
          Deno.exit();
        },
      },
    }),
};
const folders = ["--runs", `${folder}/runs`, "--out", `${folder}/report`];
Deno.exit(await runExperiment(untilFirst, [...folders, ...Deno.args]));
