import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { readRuns, type Run } from "@descent/reports";
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";

const ignore = Deno.build.os === "windows" || !isPermitted(
  "a run with a live page",
  ...FILES,
  { name: "run", command: Deno.execPath() },
  { name: "net", host: "127.0.0.1" },
);

const FLAGS = ["--dataset=digits", "--optimizers=sgd,adam", "--settings=1", "--seeds=1"]
  .concat(
    "--train-count=1000",
    "--validation-count=200",
    "--test-count=200",
    "--epochs=8",
    "--jobs=1",
  );

function startCompare(folder: string, ...args: string[]): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-q", "--no-prompt", "-P=experiment", `--allow-run=${Deno.execPath()}`]
      .concat("experiments/tasks.ts", "compare", ...FLAGS, ...args)
      .concat(`--out=${folder}/out`, `--runs=${folder}/runs`),
    cwd: `${import.meta.dirname}/..`,
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** A run without the clock and its command. */
function timeless({ record, metrics }: Run) {
  const { startedAt: _, command: _command, results, ...rest } = record;
  const { seconds: _seconds, secondsToTarget: _target, examplesPerSecond: _speed, ...scores } =
    results;
  return { ...rest, results: scores, metrics: metrics.map(({ seconds: _, ...row }) => row) };
}

/** A page that is open: loaded, and listening. */
async function openPage(address: string) {
  const page = await (await fetch(address)).text();
  const version = /"version":"([^"]+)"/.exec(page)![1];
  const { body } = await fetch(`${address}events?from=${version}`);
  const reader = body!.pipeThrough(new TextDecoderStream()).getReader();
  return {
    page,
    async until(wanted: string): Promise<string> {
      let text = "";
      while (!text.includes(wanted)) {
        const { value, done } = await reader.read();
        if (done) break;
        text += value;
      }
      return text;
    },
    close: () => reader.cancel(),
  };
}

Deno.test({
  name:
    "a live page that is opened, closed and opened again changes no record, nor when the run ends",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const run = startCompare(`${folder}/live`, "--live");
      const said = run.stderr.pipeThrough(new TextDecoderStream()).getReader();
      const { value = "" } = await said.read();
      const [, address] = /Live page: (\S+)/.exec(value)!;
      // It listens, and never reads.
      const stuck = await fetch(`${address}events`);
      const first = await openPage(address);
      assertStringIncludes(await first.until("event: parts"), "event: parts");
      await first.close();
      const second = await openPage(address);
      assertMatch(await second.until("event: ended"), /its report is \S+index\.html/);
      const [{ code }] = await Promise.all([run.status, run.stdout.cancel(), said.cancel()]);
      assertEquals(code, 0);
      await second.close();
      await stuck.body?.cancel();
      const alone = await startCompare(`${folder}/alone`).output();
      assertEquals(alone.code, 0);
      const [seen, unseen] = await Promise.all(
        ["live", "alone"].map((name) => readRuns(`${folder}/${name}/runs`)),
      );
      assertEquals(seen.length, 4);
      assertEquals(seen.map(timeless), unseen.map(timeless));
    }),
});
