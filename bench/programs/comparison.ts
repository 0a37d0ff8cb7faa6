/**
 * A whole experiment as a user starts it: `comparison.ts <flags of deno task compare>`.
 *
 * @module
 */
import { compare } from "@descent/experiments";
import { runExperiment } from "@descent/lab";
import { reportUsage } from "./report_usage.ts";

// A folder of its own each time: an experiment does not run again what it finds there.
const folder = await Deno.makeTempDir();
const folders = ["--runs", `${folder}/runs`, "--out", `${folder}/report`];
const code = await runExperiment(compare, [...folders, ...Deno.args]);
await Deno.remove(folder, { recursive: true });
if (code !== 0) Deno.exit(code);
reportUsage();
