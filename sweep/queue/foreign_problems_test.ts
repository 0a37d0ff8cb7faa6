import { withTemporaryFolder } from "@descent/cli/testing";
import { problemText } from "@descent/lab/testing";
import { assertEquals, assertMatch } from "@std/assert";
import { stub } from "@std/testing/mock";
import { findPostgres, temporaryPostgres } from "../testing/temporary_postgres.ts";
import { SCHEMA } from "./queue_schema.ts";
import { runSweep } from "./run_sweep.ts";
import { runWorker } from "./run_worker.ts";

const programs = await findPostgres();

/** Writes a problem whose start lies in another module. */
async function writeProblem(folder: string, start: number): Promise<string> {
  await Deno.mkdir(folder);
  await Deno.writeTextFile(`${folder}/start.js`, `export const start = [${start}, -1];`);
  const text = problemText("bowl").replace("[2, -1]", "start");
  await Deno.writeTextFile(`${folder}/bowl.js`, `import { start } from "./start.js"; ${text}`);
  return `${folder}/bowl.js`;
}

Deno.test({
  name:
    "a problem's trial runs only where a worker has all of its modules, also over a queue that an earlier version made",
  ignore: programs === null,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      await using postgres = await temporaryPostgres(programs!);
      const earlier = SCHEMA.replace(/\n {2}evaluation jsonb,/, "").replace(
        /DO \$\$[^]*END \$\$;/,
        "",
      );
      await postgres.ask(
        `${earlier} INSERT INTO descent.trial (trial_id, queue, job_id, label, record)
         VALUES ('a', 'descent/former', gen_random_uuid(), 'former', '{}')`,
      );
      const columns =
        "SELECT count(*) FROM information_schema.columns WHERE table_schema = 'descent'";
      const [without] = await postgres.ask(columns);
      const [original, copy, changed] = await Promise.all([
        writeProblem(`${folder}/original`, 2),
        writeProblem(`${folder}/copy`, 2),
        writeProblem(`${folder}/changed`, 3),
      ]);
      using log = stub(console, "log");
      using _error = stub(console, "error");
      using _write = stub(Deno.stderr, "writeSync", (bytes: Uint8Array) => bytes.length);
      const queue = `--queue=${postgres.url}`;
      const sweep = runSweep(
        ["compare", `--problem=${original}`, "--optimizers=sgd", "--learning-rate=0.1", "--seeds=1"]
          .concat(`--out=${folder}/out`, queue),
      );
      while ((await postgres.ask("SELECT count(*) FROM descent.trial"))[0] !== "2") {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      assertEquals(await postgres.ask(columns), [`${Number(without) + 1}`]);
      assertEquals(await postgres.ask("SELECT label FROM descent.trial WHERE trial_id = 'a'"), [
        "former",
      ]);
      const worker = async (...args: string[]) => {
        log.calls.splice(0);
        assertEquals(await runWorker([queue, "--jobs=1", "--idle=0.3", ...args]), 0);
        return log.calls.map(({ args }) => args[0]).join("\n");
      };
      const left =
        /left to others: they need a third party's module with the SHA-256 [0-9a-f]{12},[^]*\n0 trials$/;
      assertMatch(await worker(), left);
      assertMatch(await worker(`--problem=${changed}`), left);
      // The sweep says its result as soon as the trial is stored: between these lines or behind.
      assertMatch(await worker(`--problem=${copy}`), /^bowl sgd [^\n]*: done$[^]*^1 trials$/m);
      assertEquals(await sweep, 0);
    }),
});
