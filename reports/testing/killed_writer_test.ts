import { assert, assertEquals } from "@std/assert";
import { removeLeftovers } from "../record/remove_leftovers.ts";
import { readRuns } from "../record/run_folder.ts";
import { mayWriteFiles, withTemporaryFolder } from "./temporary_folder.ts";
import { attacks } from "./_attacks.ts";
import { recoverFolder } from "../page/replace_folder.ts";

const LONGEST_WAIT = 60;
const { what, times } = attacks.rows.killedWriter;

function mayRunDeno(): boolean {
  const { state } = Deno.permissions.querySync({ name: "run", command: Deno.execPath() });
  if (state !== "granted") console.log("killed writers: skipped, needs --allow-run=deno");
  return state === "granted";
}

function names(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}

/** Starts the writer and kills it some milliseconds after it has begun. */
async function killWriter(root: string, milliseconds: number): Promise<void> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-q", `--allow-read`, `--allow-write=${root}`]
      .concat(new URL("./_write_forever.ts", import.meta.url).href, root),
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const reader = child.stdout.getReader();
  const { done } = await reader.read();
  assert(!done, "the writer ended by itself");
  await new Promise((go) => setTimeout(go, milliseconds));
  child.kill("SIGKILL");
  await child.status;
  await reader.cancel();
}

Deno.test({
  name: `Trials and report on disk, ${times} times: ${what}`,
  ignore: Deno.build.os === "windows" || !mayWriteFiles("killed writers") || !mayRunDeno(),
  fn: () =>
    withTemporaryFolder(async (root) => {
      let whole = 0;
      for (let time = 0; time < times; time++) {
        await killWriter(root, LONGEST_WAIT * time / times);
        const runs = await readRuns(`${root}/runs`);
        whole += runs.length;
        await removeLeftovers(`${root}/runs`);
        await recoverFolder(`${root}/out/compare`);
        assertEquals([names(root), names(`${root}/out`)], [["out", "runs"], ["compare"]]);
        const [page, csv] = names(`${root}/out/compare`).map((name) =>
          Deno.readTextFileSync(`${root}/out/compare/${name}`)
        );
        assertEquals(page, csv);
        for (const { record: { seed } } of runs) {
          const folder = `${root}/runs/compare/digits-two-layer/adam/lr=0.001/seed-${seed}`;
          assertEquals(names(folder), ["metrics.csv", "record.json"]);
        }
      }
      assert(whole >= times, `${whole} trials were whole after ${times} kills`);
    }),
});
