import { withTemporaryFolder } from "@descent/cli/testing";
import { compare } from "@descent/experiments";
import { runInFolder } from "@descent/lab/testing";
import { assert, assertEquals } from "@std/assert";
import { stub } from "@std/testing/mock";
import { findPostgres, temporaryPostgres } from "../testing/temporary_postgres.ts";
import { timelessRows } from "../testing/timeless_rows.ts";
import { runSweep } from "./run_sweep.ts";
import { runWorker } from "./run_worker.ts";

const programs = await findPostgres();

Deno.test({
  name: "early stopping over the queue trains the same trials as on one machine",
  ignore: programs === null,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      await using postgres = await temporaryPostgres(programs!);
      const flags = ["--train-count=200", "--validation-count=40", "--test-count=40", "--hidden=6"]
        .concat("--epochs=3", "--optimizers=sgd", "--settings=9", "--seeds=1")
        .concat("--early-stopping=asha");
      {
        using _log = stub(console, "log");
        using _write = stub(Deno.stderr, "writeSync", (bytes: Uint8Array) => bytes.length);
        const queue = `--queue=${postgres.url}`;
        const codes = await Promise.all([
          runSweep(["compare", ...flags, `--out=${folder}/swept`, queue]),
          runWorker([queue, "--jobs=2", "--idle=5"]),
        ]);
        assertEquals(codes, [0, 0]);
      }
      assertEquals((await runInFolder(compare, folder, ...flags, "--jobs=1")).code, 0);
      const local = timelessRows(`${folder}/out/trials.csv`);
      assert(local.some(({ phase }) => phase === "rung"));
      assertEquals(timelessRows(`${folder}/swept/trials.csv`), local);
    }),
});
