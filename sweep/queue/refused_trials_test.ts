import { withTemporaryFolder } from "@descent/cli/testing";
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { type StartedTask, startTask } from "../testing/started_task.ts";
import {
  findPostgres,
  type TemporaryPostgres,
  temporaryPostgres,
} from "../testing/temporary_postgres.ts";

const programs = await findPostgres();

/** Waits until there is a trial in the queue, so that no worker gives up before. */
async function queued({ ask }: TemporaryPostgres, sweep: StartedTask): Promise<void> {
  let hasEnded = false;
  sweep.ended.then(() => hasEnded = true);
  const count = async () => {
    const [table] = await ask("SELECT to_regclass('descent.trial')");
    return table === undefined ? 0 : Number((await ask("SELECT count(*) FROM descent.trial"))[0]);
  };
  while (!hasEnded && await count() === 0) await new Promise((resolve) => setTimeout(resolve, 200));
}

Deno.test({
  name:
    "over TLS, a worker whose data are others gives the trial back and ends, one with the right data runs it; the password is " +
    "nowhere",
  ignore: programs === null,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      await using postgres = await temporaryPostgres(programs!, { password: "s3cret" });
      const env = {
        DESCENT_QUEUE: `${postgres.url}?sslmode=verify-full&sslrootcert=${postgres.certificate}`,
      };
      const [right, wrong] = ["right", "wrong"].map((name) => `${folder}/${name}`);
      for (const [cwd, factor] of [[right, 1], [wrong, 2]] as const) {
        await Deno.mkdir(cwd);
        const rows = Array.from({ length: 40 }, (_, n) =>
          `${n % 7},${factor * n % 11},${"xy"[n % 2]}`);
        await Deno.writeTextFile(`${cwd}/table.csv`, ["a,b,kind", ...rows].join("\n"));
      }
      const flags = ["--dataset=table.csv", "--epochs=1", "--seeds=1", "--optimizers=sgd"]
        .concat("--learning-rate=0.1", `--out=${folder}/out`);
      const sweep = startTask("sweep", ["compare", ...flags], { env, cwd: right });
      await queued(postgres, sweep);
      const worker = (cwd: string) =>
        startTask("worker", ["--jobs=1", "--idle=1"], { env, cwd }).ended;
      const refused = await worker(wrong);
      assertEquals(refused.code, 2, refused.out);
      assertMatch(
        refused.error,
        /was given back: expected data of \S+ with the SHA-256 [0-9a-f]{64}, found/,
      );
      const done = await worker(right);
      assertMatch(done.out, /seed 1: done\n1 trials/);
      const { code, out, error } = await sweep.ended;
      assertEquals(code, 0, error);
      const said = [refused, done, { out, error }].flatMap(({ out, error }) => [out, error]).join();
      assertEquals(said.includes("s3cret"), false);
      const stored = [
        await postgres.dump(),
        ...[...Deno.readDirSync(`${folder}/out`)].map(({ name }) =>
          Deno.readTextFileSync(`${folder}/out/${name}`)
        ),
      ];
      assertStringIncludes(stored[0], "CREATE TABLE descent.trial");
      assertEquals(
        stored.filter((text) =>
          text.includes("s3cret")
        ),
        [],
      );
    }),
});
