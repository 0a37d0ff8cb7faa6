import { createEngine } from "@descent/core";
import { progressTracker } from "@descent/cli";
import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { assert, assertEquals, assertMatch } from "@std/assert";
import { attacks } from "../store/_attacks.ts";
import { sampleData, sampleTrial } from "../testing/mod.ts";
import { currentEnvironment } from "../trials/environment.ts";
import { runTrial } from "../trials/run_trial.ts";
import { failedOutcome, type TrialOutcome } from "../trials/trial_outcome.ts";
import type { TrialRequest } from "../trials/trial_request.ts";
import type { TrialRunner } from "../trials/trial_runner.ts";
import { createLaboratory, type Laboratory } from "./laboratory.ts";

const ignore = !isPermitted("shared stores", ...FILES);
const trials = Array.from({ length: 6 }, (_, seed) => sampleTrial({ seed }));
const data = await sampleData();
using engine = createEngine();
const outcomes = await Promise.all(trials.map((trial) => runTrial({ trial, data, engine })));

interface Side {
  readonly laboratory: Laboratory;
  readonly ran: number[];
  readonly told: string[];
}

type RunOutcome = (request: TrialRequest, ...hear: unknown[]) => Promise<TrialOutcome>;

const pause = (milliseconds: number) => new Promise((go) => setTimeout(go, milliseconds));

/** A laboratory as another process would have it: a lock is not shared within a process. */
function side(runsFolder: string, run: RunOutcome, jobs = 1): Side {
  const ran: number[] = [], told: string[] = [];
  const runner: TrialRunner = {
    run(request, ...hear) {
      ran.push(request.trial.seed);
      return run(request, ...hear);
    },
    stop() {},
    [Symbol.dispose]() {},
  };
  const laboratory = createLaboratory({
    load: sampleData,
    runners: Array.from({ length: jobs }, () => runner),
    runsFolder,
    environment: currentEnvironment(),
    command: "deno task compare",
    tracker: progressTracker(),
    display: { refresh() {}, tell: (line) => void told.push(line), [Symbol.dispose]() {} },
    checkpointEvery: 0,
    signal: new AbortController().signal,
  });
  return { laboratory, ran, told };
}

async function ready({ trial: { seed } }: TrialRequest): Promise<TrialOutcome> {
  await pause(1 + 3 * seed);
  return outcomes[seed];
}

const { what, times } = attacks.rows.sharedStore;

Deno.test({
  name: `laboratory, ${times} times: ${what}`,
  ignore,
  fn: async () => {
    for (let time = 0; time < times; time++) {
      await withTemporaryFolder(async (store) => {
        const sides = [side(store, ready, 2), side(store, ready)];
        const backwards = trials.toReversed();
        const [one, other] = await Promise.all([
          sides[0].laboratory.run(trials),
          sides[1].laboratory.run(backwards).then((runs) => runs.toReversed()),
        ]);
        const ran = sides.flatMap(({ ran }) => ran);
        assertEquals(ran.toSorted(), trials.map(({ seed }) => seed), `time ${time}`);
        assertEquals(one, other);
        assertEquals(
          filesIn(store).sort(),
          one.flatMap(() => ["record.json", "metrics.csv"]).sort(),
        );
      });
    }
  },
});

function filesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) =>
    isDirectory ? filesIn(`${folder}/${name}`) : [name]
  );
}

Deno.test({
  name: "laboratory says whose record it waits for, and takes it even where that trial failed",
  ignore,
  fn: () =>
    withTemporaryFolder(async (store) => {
      let finish = (_: TrialOutcome) => {};
      const first = side(store, () => new Promise((resolve) => finish = resolve));
      const second = side(store, ready);
      const running = first.laboratory.run([trials[0]]);
      while (first.ran.length === 0) await pause(5);
      const waiting = second.laboratory.run([trials[0], trials[1]]);
      while (second.ran.length === 0 || second.told.length === 0) await pause(5);
      finish(failedOutcome("m is undefined", new Date()));
      const [[own], [taken]] = await Promise.all([running, waiting]);
      assertEquals([second.ran, own.record.error], [[1], "m is undefined"]);
      assertEquals(taken, own);
      assertMatch(
        second.told[0],
        new RegExp(
          `^adam .+ seed 0 is run by process ${Deno.pid} .*since .+; its record is waited for$`,
        ),
      );
    }),
});

Deno.test({
  name: "laboratory goes on from the checkpoints of a run that was killed, and says so",
  ignore,
  fn: () =>
    withTemporaryFolder(async (store) => {
      const train = (last: number): RunOutcome => (request, _onAdvance, onCheckpoint) => {
        const hear = onCheckpoint as Parameters<TrialRunner["run"]>[2];
        return runTrial({
          ...request,
          engine,
          onCheckpoint: (file) => file.step <= last && hear!(file),
        });
      };
      const killed = side(
        store,
        (...heard) => train(7)(...heard).then(() => new Promise(() => {})),
      );
      killed.laboratory.run([trials[3]]).catch(() => {});
      while (!filesIn(store).includes("step-7.safetensors")) await pause(5);
      // The operating system does this for a process that is gone.
      for (const name of locksIn(store)) Deno.removeSync(name);
      const next = side(store, train(Infinity));
      const [{ record, metrics }] = await next.laboratory.run([trials[3]]);
      assertEquals(next.told.length, 1);
      assert(
        next.told[0].endsWith("it goes on from its checkpoint after step 7 of 12"),
        next.told[0],
      );
      const withoutSeconds = (rows: TrialOutcome["metrics"]) =>
        rows.map(({ seconds: _, ...row }) => row);
      assertEquals(record.results.weightsDigest, outcomes[3].results.weightsDigest);
      assertEquals(withoutSeconds(metrics), withoutSeconds(outcomes[3].metrics));
      assertEquals(filesIn(store).sort(), ["metrics.csv", "record.json"]);
    }),
});

function locksIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) => {
    const path = `${folder}/${name}`;
    return isDirectory ? locksIn(path) : name.endsWith(".lock") ? [path] : [];
  });
}
