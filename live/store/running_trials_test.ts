import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { sampleRun } from "@descent/reports/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { liveTrials } from "../trials/live_trials.ts";
import { runningTrials } from "./running_trials.ts";

const { record, metrics } = sampleRun();
const { trialId, experiment, problem, optimizer, setting, seed, phase } = record;
const keys = { trialId, experiment, problem, optimizer, setting, seed, phase, epochs: 2 };

function content(count: number, startedAt = "2026-03-01T09:26:49.000Z"): string {
  return [{ ...keys, startedAt }, ...metrics.slice(0, count)]
    .map((line) => `${JSON.stringify(line)}\n`).join("");
}

Deno.test({
  name: "runningTrials shows trials that a process holds, as their files grow, and no others",
  ignore: !isPermitted("runningTrials", ...FILES),
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const path = `${folder}/seed-0.running.jsonl`, lock = `${folder}/seed-0.lock`;
      const trials = liveTrials();
      const running = runningTrials(trials);
      const shown = () => trials.latest().map(({ rows }) => rows.length);
      const write = async (text: string) => {
        await Deno.writeTextFile(path, text);
        running.read(path);
        running.read(path);
        return shown();
      };
      assertEquals(await write(content(1)), [], "nobody holds it");
      const holder = Deno.openSync(lock, { write: true, create: true });
      holder.lockSync(true);
      assertEquals(await write(content(1)), [1]);
      assertEquals(await write(content(2) + '{"step"'), [2]);
      const [{ trial, since }] = trials.latest();
      const started = Date.parse("2026-03-01T09:26:49.000Z");
      assertEquals([trial.epochs, since, running.count], [2, started, 1]);
      assertEquals(await write(content(1, "2026-03-01T10:00:00.000Z")), [1], "it began again");
      assertEquals(trials.stop(trialId), true);
      await Deno.writeTextFile(path, `${content(1)}damaged\n`);
      assertThrows(() => running.read(path), SyntaxError, "line 3: not JSON");
      running.read(path);
      assertEquals(shown(), []);
      assertEquals(await write(content(1)), [1]);
      holder.close();
      running.read(path);
      assertEquals([shown(), running.count], [[], 0], "its process was killed");
      await Deno.remove(path);
      running.keep(new Set());
      assertEquals(trials.runs(), []);
    }),
});

Deno.test({
  name: "runningTrials forgets a trial whose file is gone",
  ignore: !isPermitted("runningTrials", ...FILES),
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const path = `${folder}/seed-0.running.jsonl`;
      const trials = liveTrials();
      const running = runningTrials(trials);
      using holder = Deno.openSync(`${folder}/seed-0.lock`, { write: true, create: true });
      holder.lockSync(true);
      await Deno.writeTextFile(path, content(2));
      running.read(path);
      running.keep(new Set([path]));
      assertEquals(trials.latest().length, 1);
      running.keep(new Set());
      assertEquals([trials.latest().length, running.count], [0, 0]);
    }),
});
