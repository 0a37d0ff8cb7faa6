/** `deno task lab`: which update rule reaches the lowest loss over many problems? `lab verify` runs trials again. */
import { runExperiment } from "@descent/lab";
import { lab } from "./tasks/lab_experiment.ts";
import { runVerify } from "./tasks/verify_task.ts";

if (import.meta.main) {
  const [first, ...rest] = Deno.args;
  Deno.exit(await (first === "verify" ? runVerify(rest) : runExperiment(lab, Deno.args)));
}
