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

/** The last that the live page of a sweep shows, opened while the sweep waits. */
async function pageAtEnd(said: () => string): Promise<string> {
  while (!said().includes("Live page: ")) await new Promise((resolve) => setTimeout(resolve, 20));
  const [, address] = /Live page: (\S+)/.exec(said())!;
  const page = await (await fetch(address)).text();
  const version = /"version":"([^"]+)"/.exec(page)![1];
  return page + await (await fetch(`${address}events?from=${version}`)).text();
}

Deno.test({
  name:
    "early stopping over the queue trains the same trials as on one machine, on a page that is live",
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
        using error = stub(console, "error");
        const queue = `--queue=${postgres.url}`;
        const [page, ...codes] = await Promise.all([
          pageAtEnd(() => error.calls.map(({ args }) => String(args[0])).join("\n")),
          runSweep(["compare", ...flags, `--out=${folder}/swept`, "--live", queue]),
          runWorker([queue, "--jobs=2", "--idle=5"]),
        ]);
        assertEquals(codes, [0, 0]);
        assert(page.includes("event: ended"), "the page saw the end");
        assert(/"names":\[[^\]]*"result /.test(page), "the page has the results of the trials");
        assert(
          !/<button[^>]* data-stop=/.test(page),
          "what runs elsewhere is not stopped from here",
        );
      }
      assertEquals((await runInFolder(compare, folder, ...flags, "--jobs=1")).code, 0);
      const local = timelessRows(`${folder}/out/trials.csv`);
      assert(local.some(({ phase }) => phase === "rung"));
      assertEquals(timelessRows(`${folder}/swept/trials.csv`), local);
    }),
});
