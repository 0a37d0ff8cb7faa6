import { assertEquals } from "@std/assert";
import { sampleRun } from "../testing/sample_run.ts";
import { mayWriteFiles, withTemporaryFolder } from "../testing/temporary_folder.ts";
import { parseRunningTrial } from "./parse_running_trial.ts";
import { runFolder } from "./run_folder.ts";
import { RUNNING_SUFFIX, runningFile } from "./running_file.ts";

const ignore = !mayWriteFiles("runningFile");
const { record, metrics } = sampleRun();
const trial = { ...record, epochs: 2 };

/** The file of the trial below a folder. */
async function pathIn(folder: string): Promise<string> {
  const path = `${folder}/${runFolder(record)}${RUNNING_SUFFIX}`;
  await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
  return path;
}

async function textOf(path: string, isWhole: (text: string) => boolean): Promise<string> {
  for (;;) {
    const text = await Deno.readTextFile(path).catch(() => "");
    if (isWhole(text)) return text;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

Deno.test({
  name: "runningFile appends what is new, and takes its file away in the end",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const path = await pathIn(folder);
      await Deno.writeTextFile(path, "of a run that was killed\n".repeat(100));
      const lines = (count: number) => (text: string) => text.split("\n").length === count + 1;
      {
        using file = runningFile(folder, trial, { pause: 0 });
        const head = await textOf(path, lines(1));
        const [first, second] = metrics;
        file.add({ ...first, extra: { norm: 1 } });
        const one = await textOf(path, lines(2));
        assertEquals(one.slice(0, head.length), head);
        file.add({ ...second, scores: { "validation/loss": Infinity } });
        const { trial: read, rows } = parseRunningTrial(await textOf(path, lines(3)), path)!;
        assertEquals([read.trialId, read.epochs, read.seed], [record.trialId, 2, record.seed]);
        assertEquals(rows, [first, { ...second, scores: { "validation/loss": null } }]);
      }
      assertEquals(await Deno.stat(path).catch(() => null), null);
    }),
});

Deno.test({
  name: "runningFile of a short trial writes nothing, and where it cannot write the trial goes on",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const path = await pathIn(folder);
      {
        using file = runningFile(folder, trial);
        file.add(metrics[0]);
        assertEquals(await Deno.stat(path).catch(() => null), null);
      }
      using lost = runningFile(`${folder}/none`, trial, { pause: 0 });
      await new Promise((resolve) => setTimeout(resolve, 2));
      lost.add(metrics[0]);
    }),
});
