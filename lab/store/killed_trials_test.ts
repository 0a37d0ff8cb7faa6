import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { createEngine } from "@descent/core";
import { stub } from "@std/testing/mock";
import { assert, assertEquals, assertMatch } from "@std/assert";
import { runTrial } from "../trials/run_trial.ts";
import type { TrialOutcome } from "../trials/trial_outcome.ts";
import { attacks } from "./_attacks.ts";
import { data, keys, trial } from "../testing/_killed_trial.ts";
import { ClaimedTrial, claimTrial } from "./claim_trial.ts";

const ignore = !isPermitted("killed trials", ...FILES);
const command = Deno.execPath();
const ignoreProcesses = ignore || !isPermitted("killed processes", { name: "run", command });
const STEPS = 24;

const random = (() => {
  let state = 11;
  return (below: number) => {
    state = Math.imul(state, 1103515245) + 12345 >>> 0;
    return Math.floor(state / 2 ** 32 * below);
  };
})();

/** A program that throws is no power failure: what it has written is there. */
function withoutSync(): Disposable {
  return stub(Deno.FsFile.prototype, "syncSync", () => {});
}

/** All of an outcome that must not differ. */
function essence({ status, results, metrics }: TrialOutcome) {
  const { final, best, bestEpoch, weightsDigest, gradientEvaluations } = results;
  const rows = metrics.map(({ seconds: _, ...row }) => row);
  return { status, final, best, bestEpoch, weightsDigest, gradientEvaluations, rows };
}

async function undisturbed() {
  using engine = createEngine();
  return essence(await runTrial({ trial, data, engine }));
}

function ourTrial(store: string): ClaimedTrial {
  const claimed = claimTrial(store, keys);
  assert(claimed instanceof ClaimedTrial, "nobody else runs it");
  return claimed;
}

/** Trains on from the last checkpoint in a fresh engine; with `onStep` it may be stopped. */
async function goOn(store: string, onStep: (step: number) => void = () => {}) {
  using engine = createEngine();
  using claimed = ourTrial(store);
  const told: string[] = [];
  const tell = (line: string) => void told.push(line);
  const from = claimed.lastCheckpoint(tell);
  const outcome = await runTrial({
    trial,
    data,
    engine,
    checkpoints: { training: claimed.training, every: 0, from },
    onStep: (step) => onStep(step + (from?.progress.step ?? 0)),
    onCheckpoint: (file) => claimed.saveCheckpoint(file, tell),
  });
  if (outcome.status !== "failed") claimed.removeCheckpoints(outcome.status);
  return { outcome, told, from: from?.progress.step ?? 0 };
}

const { atStep, atFile, killed, holderKilled } = attacks.rows;

Deno.test({
  name: `trials, ${atStep.times} times: ${atStep.what}`,
  ignore,
  fn: () =>
    withTemporaryFolder(async (store) => {
      using _sync = withoutSync();
      const wanted = await undisturbed();
      for (let time = 0; time < atStep.times; time++) {
        const last = 1 + random(STEPS - 1);
        const stopped = await goOn(store, (step) => {
          if (step >= last) throw new Error("stopped");
        });
        assertMatch(stopped.outcome.error!, /stopped/);
        // The next starts where this one was, or begins, so that two kills follow each other as well.
        if (random(2) === 0) continue;
        const { outcome, from } = await goOn(store);
        assert(from >= Math.min(last, 2) - 1, `from ${from} after ${last}`);
        assertEquals(essence(outcome), wanted, `time ${time}, after step ${last}`);
        assertEquals(await goOn(store).then(({ from }) => from), 0);
      }
    }),
});

/** Ends all work with files at a call of its own: that one and all later ones do nothing more, and throw. */
function filesEndAt(call: number): Disposable & { readonly ended: boolean } {
  const cleanup = new DisposableStack();
  let calls = 0, ended = false;
  const dead = () => {
    ended ||= calls++ >= call;
    if (ended) throw new Error("the program is gone");
  };
  const { renameSync, removeSync, openSync } = Deno;
  const write = Deno.FsFile.prototype.writeSync;
  cleanup.use(stub(Deno, "renameSync", (...args) => (dead(), renameSync(...args))));
  cleanup.use(stub(Deno, "removeSync", (...args) => (dead(), removeSync(...args))));
  cleanup.use(stub(Deno, "openSync", (...args) => (dead(), openSync(...args))));
  cleanup.use(
    stub(Deno.FsFile.prototype, "writeSync", function (this: Deno.FsFile, bytes: Uint8Array) {
      try {
        dead();
      } catch (error) {
        if (calls === call + 1) write.call(this, bytes.subarray(0, random(bytes.length)));
        throw error;
      }
      return write.call(this, bytes);
    }),
  );
  return {
    get ended() {
      return ended;
    },
    [Symbol.dispose]: () => cleanup.dispose(),
  };
}

Deno.test({
  name: `trials, ${atFile.times} times: ${atFile.what}`,
  ignore,
  fn: () =>
    withTemporaryFolder(async (store) => {
      using _sync = withoutSync();
      const wanted = await undisturbed();
      for (let time = 0; time < atFile.times; time++) {
        {
          using engine = createEngine();
          using claimed = ourTrial(store);
          const from = claimed.lastCheckpoint(() => {});
          using files = filesEndAt(random(60));
          await runTrial({
            trial,
            data,
            engine,
            checkpoints: { training: claimed.training, every: 0, from },
            onStep: () => {
              if (files.ended) throw new Error("the program is gone");
            },
            onCheckpoint: (file) => claimed.saveCheckpoint(file, () => {}),
          });
        }
        const { outcome, told } = await goOn(store);
        assertEquals(told.filter((line) => line.includes("does not hold")), []);
        assertEquals(essence(outcome), wanted, `time ${time}`);
      }
    }),
});

function start(...args: string[]): Deno.ChildProcess {
  const program = new URL("../testing/_train_to_be_killed.ts", import.meta.url).href;
  return new Deno.Command(command, {
    args: ["run", "-q", "--no-prompt", "--allow-read", "--allow-write", program, ...args],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
}

/** Reads lines until one that is wanted; kills the process then. Gives all lines, the last one first. */
async function linesUntil(
  child: Deno.ChildProcess,
  isWanted: (line: string) => boolean,
): Promise<string[]> {
  const lines: string[] = [];
  let rest = "";
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    const pieces = (rest + text).split("\n");
    rest = pieces.pop()!;
    for (const line of pieces) {
      lines.unshift(line);
      if (isWanted(line)) child.kill("SIGKILL");
    }
  }
  await child.status;
  return lines;
}

Deno.test({
  name: `trials, ${killed.times} times: ${killed.what}`,
  ignore: ignoreProcesses,
  fn: () =>
    withTemporaryFolder(async (store) => {
      for (let time = 1; time <= killed.times; time++) {
        const lines = await linesUntil(start(store), (line) => line === `step ${5 * time}`);
        if (time > 1) {
          assertMatch(lines.at(-1)!, /it goes on from its checkpoint after step \d+ of 24/);
        }
      }
      const [last] = await linesUntil(start(store), () => false);
      const { weightsDigest, rows } = await undisturbed();
      assertEquals(JSON.parse(last), [weightsDigest, rows.map(({ scores }) => scores)]);
    }),
});

Deno.test({
  name: `trials, ${holderKilled.times} times: ${holderKilled.what}`,
  ignore: ignoreProcesses,
  fn: () =>
    withTemporaryFolder(async (store) => {
      for (let time = 0; time < holderKilled.times; time++) {
        const child = start(store, "hold");
        await linesUntil(child, () => {
          const holder = claimTrial(store, keys);
          assert(!(holder instanceof ClaimedTrial) && holder.process === child.pid);
          return true;
        });
        using claimed = ourTrial(store);
        assertEquals(claimed.abandonedBy?.process, child.pid);
      }
    }),
});
