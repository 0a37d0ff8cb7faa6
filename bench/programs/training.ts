/**
 * From the start of the process through some training steps of 784-100-10: `training.ts <steps>`.
 *
 * @module
 */
import { createEngine } from "@descent/core";
import { openTraining } from "../implementations/descent/training_task.ts";
import { reportPeakMemory } from "./report_peak_memory.ts";

using engine = createEngine();
const task = openTraining(engine, {
  kind: "training",
  network: { kind: "fullyConnected", hidden: [100] },
  batchSize: 128,
  optimizer: "adam",
});
for (let step = 0; step < Number(Deno.args[0]); step++) await task.run();
reportPeakMemory();
