import { assertEquals, assertMatch } from "@std/assert";
import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";

const ignore = Deno.build.os === "windows" ||
  !isPermitted("interrupting an experiment", ...FILES, { name: "run", command: Deno.execPath() });

/** Starts `deno task compare`, with its folders below the given one. */
function startCompare(folder: string, ...args: string[]): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-q", "-P=experiment", "experiments/compare.ts", ...args]
      .concat(`--out=${folder}/out`, `--runs=${folder}/runs`),
    cwd: `${import.meta.dirname}/../..`,
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

function countRecords(folder: string): number {
  let count = 0;
  try {
    for (const entry of Deno.readDirSync(folder)) {
      if (entry.isDirectory) count += countRecords(`${folder}/${entry.name}`);
      else if (entry.name === "record.json") count++;
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return count;
}

Deno.test({
  name:
    "an experiment that may not call the library that it is to use says how, and writes nothing",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const library = "/no/such/libblas.so";
      const args = ["--native=openblas", `--native-library=${library}`];
      const { code, stdout, stderr } = await startCompare(folder, ...args).output();
      const said = new TextDecoder().decode(stderr);
      assertEquals([code, new TextDecoder().decode(stdout)], [2, ""]);
      assertMatch(
        said,
        /^--native-library: expected .+: deno run -P=experiment --allow-ffi=\/no\/such\/libblas\.so experiments.+\n$/,
      );
      assertEquals([...Deno.readDirSync(folder)], []);
    }),
});

Deno.test({
  name: "an interrupted experiment says how to continue, and goes on from there",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const args = ["--train-count=2000", "--validation-count=200", "--test-count=200"]
        .concat("--epochs=2", "--settings=5", "--seeds=1", "--optimizers=sgd,adam");
      const child = startCompare(folder, ...args);
      while (countRecords(`${folder}/runs`) < 3) await new Promise((go) => setTimeout(go, 5));
      child.kill("SIGINT");
      const { code, stderr } = await child.output();
      const said = new TextDecoder().decode(stderr);
      assertEquals(code, 130, said);
      assertMatch(
        said,
        /compare: interrupted; \d+ of \d+ trials are in \S+\/runs, and the same command/,
      );
      const kept = countRecords(`${folder}/runs`);

      const again = await startCompare(folder, ...args).output();
      assertEquals(again.code, 0, new TextDecoder().decode(again.stderr));
      const whole = `${folder}/whole`;
      assertEquals((await startCompare(whole, ...args).output()).code, 0);
      const trials = countRecords(`${whole}/runs`);
      assertEquals([countRecords(`${folder}/runs`), kept < trials], [trials, true]);
      assertMatch(new TextDecoder().decode(again.stdout), /Report: \S+index\.html/);
    }),
});

const mayAsk = !ignore && isPermitted("the live page of an experiment", {
  name: "net",
  host: "127.0.0.1",
});

Deno.test({
  name: "an experiment with a live page shows its trials, and is stopped from there as by Ctrl-C",
  ignore: !mayAsk,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const args = ["--train-count=2000", "--validation-count=200", "--test-count=200"]
        .concat("--epochs=1e5", "--settings=3", "--seeds=1", "--optimizers=sgd", "--jobs=1");
      const child = startCompare(folder, ...args, "--live");
      const output = child.stdout.cancel();
      let said = "";
      const decoder = new TextDecoder();
      for await (const bytes of child.stderr.values({ preventCancel: true })) {
        said += decoder.decode(bytes, { stream: true });
        if (/Live page: \S+\n/.test(said)) break;
      }
      const [, address] = /Live page: (http:\/\/127\.0\.0\.1:\d+\/)\n/.exec(said)!;
      const page = async (wanted: RegExp): Promise<RegExpExecArray> => {
        for (;;) {
          const found = wanted.exec(await (await fetch(address)).text());
          if (found !== null) return found;
          await new Promise((go) => setTimeout(go, 100));
        }
      };
      const [, token] = await page(/"token":"(\w+)"/);
      const stop = async (trial: string | null) => {
        const headers = { origin: new URL(address).origin, "x-descent-token": token };
        const body = JSON.stringify({ trial });
        const response = await fetch(`${address}stop`, { method: "POST", headers, body });
        await response.body?.cancel();
        return response.status;
      };
      const [, trial] = await page(/data-stop="(\w+)"/);
      assertEquals(await stop(trial), 204);
      await page(/failed: It was stopped from the live page/);
      await page(new RegExp(`data-stop="(?!${trial}|")`));
      assertEquals(await stop(null), 204);
      const { code } = await child.status;
      for await (const bytes of child.stderr) said += decoder.decode(bytes, { stream: true });
      await output;
      assertEquals(code, 130);
      assertMatch(
        said,
        /compare: stopped from the live page; 1 of \d+ trials are in .+goes on from there/,
      );
      assertEquals(countRecords(`${folder}/runs`), 1);
    }),
});
