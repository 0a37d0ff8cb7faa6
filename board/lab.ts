/** `deno task lab`: which update rule reaches the lowest loss over many problems? */
import { runExperiment } from "@descent/lab";
import { lab } from "./tasks/lab_experiment.ts";

if (import.meta.main) Deno.exit(await runExperiment(lab, Deno.args));
