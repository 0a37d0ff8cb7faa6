/**
 * A program that trains a trial of a store, with a checkpoint after every step, which it tells of, and prints at last
 * what came of it. With the argument `hold` it only takes the trial, says so, and waits.
 *
 * @module
 */
import { createEngine } from "@descent/core";
import { runTrial } from "../trials/run_trial.ts";
import { ClaimedTrial, claimTrial } from "../store/claim_trial.ts";
import { data, keys, trial } from "./_killed_trial.ts";

const [store, what] = Deno.args;
const claimed = claimTrial(store, keys);
if (!(claimed instanceof ClaimedTrial)) throw new Error("the trial is free");
if (what === "hold") {
  console.log("held");
  await new Promise((resolve) => setTimeout(resolve, 1e6));
}
using engine = createEngine();
const tell = (line: string) => console.log(line);
const { results, metrics } = await runTrial({
  trial,
  data,
  engine,
  checkpoints: { training: claimed.training, every: 0, from: claimed.lastCheckpoint(tell) },
  onCheckpoint(file) {
    claimed.saveCheckpoint(file, tell);
    console.log(`step ${file.step}`);
  },
});
console.log(JSON.stringify([results.weightsDigest, metrics.map(({ scores }) => scores)]));
