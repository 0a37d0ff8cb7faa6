/**
 * A program that writes trials and a report below a folder until it is killed, and says once that it has begun.
 *
 * @module
 */
import { writeRun } from "../record/run_folder.ts";
import { sampleRun } from "./sample_run.ts";
import { replaceFolder } from "../page/replace_folder.ts";

const [root] = Deno.args;

for (let time = 0;; time++) {
  const { record, metrics } = sampleRun({ seed: time % 3, command: `time ${time}` });
  await writeRun(`${root}/runs`, record, metrics);
  const content = new TextEncoder().encode(`${time}\n`.repeat(10000));
  await replaceFolder(`${root}/out/compare`, { "trials.csv": content, "index.html": content });
  if (time === 0) console.log("writing");
}
