/**
 * From the start of the process through some training steps of 784-100-10: `training.ts <steps> <library>`, where the
 * library is none or one that products go through.
 *
 * @module
 */
import { createEngine } from "@descent/core";
import { openTraining } from "../implementations/descent/training_task.ts";
import { reportUsage } from "./report_usage.ts";

const [steps, native = "none"] = Deno.args;
using engine = createEngine({ native: native as "auto" | "none" });
const task = openTraining(engine, {
  kind: "training",
  network: { kind: "fullyConnected", hidden: [100] },
  batchSize: 128,
  optimizer: "adam",
});
for (let step = 0; step < Number(steps); step++) await task.run();
reportUsage();
