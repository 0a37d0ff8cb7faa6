/**
 * A whole experiment as a user starts it: `experiment.ts <lab, or a name of deno task experiment> <its flags>`.
 *
 * @module
 */
import { experimentCatalogue } from "@descent/experiments";
import { runExperiment } from "@descent/lab";
import { reportPeakMemory } from "./report_peak_memory.ts";

const [name, ...flags] = Deno.args;
// Only where it is wanted: what is read takes time and memory.
const experiments = name === "lab" ? [(await import("@descent/board")).lab] : experimentCatalogue;
const experiment = experiments.find((one) => one.name === name)!;
// A folder of its own each time: an experiment does not run again what it finds there.
const folder = await Deno.makeTempDir();
const folders = ["--runs", `${folder}/runs`, "--out", `${folder}/report`];
const code = await runExperiment(experiment, [...folders, ...flags]);
await Deno.remove(folder, { recursive: true });
if (code !== 0) Deno.exit(code);
reportPeakMemory();
