/**
 * A program that disposes of runners in every state, of two threads each, prints which threads of workers are
 * left after each, and must end by itself. Linux tells a program's threads to one that may read everything.
 *
 * @module
 */
import { sampleData, sampleTrial } from "./sample_trial.ts";
import type { Trial } from "../trials/trial.ts";
import { type TrialRunner, trialRunner } from "../trials/trial_runner.ts";

const data = await sampleData();

const run = (runner: TrialRunner, changes: Partial<Trial> = {}) =>
  runner.run({ trial: sampleTrial(changes), data }, () => {});
const pause = (milliseconds: number) => new Promise((go) => setTimeout(go, milliseconds));

/** A trial whose optimizer's module is this text. */
const withModule = (text: string): Partial<Trial> => ({
  plugin: { address: `data:text/javascript,${encodeURIComponent(text)}`, digest: "" },
  optimizer: { name: "bad", title: "Bad" },
});
const never = "await new Promise(() => {});";
const slow = `export default { name: "bad", title: "Bad", reference: "none",
  hyperparameters: { learningRate: { default: 1, range: [0, 1], scale: "log", doc: "Rate." } },
  create: () => ({ state: {}, step() {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  } }) };`;
const throwing = `setTimeout(() => { throw new Error("out of nowhere"); }, 0); ${never}`;

const cases: Record<string, (runner: TrialRunner) => Promise<unknown>> = {
  starting: () => Promise.resolve(),
  async idle(runner) {
    await run(runner);
    await threadSleeps();
  },
  async training(runner) {
    run(runner, { ...withModule(slow), hyperparameters: { learningRate: 0 } });
    await threadSleeps();
  },
  async waiting(runner) {
    run(runner, withModule(never));
    await threadSleeps();
  },
  dead: (runner) =>
    run(runner, withModule(`await new Promise((go) => setTimeout(go, 600)); ${throwing}`)),
};

for (const [name, use] of Object.entries(cases)) {
  const runner = trialRunner({ engine: { threads: 2 } });
  await use(runner);
  runner[Symbol.dispose]();
  for (let tries = 0; workerThreads() > 0 && tries < 80; tries++) await pause(50);
  console.log(`${name}: ${workerThreads()}`);
}

/** Resolves when a worker's thread is up and asleep; while it is loaded it would end with its worker. */
async function threadSleeps(): Promise<void> {
  for (let tries = 0; workerThreads() < 2 && tries < 200; tries++) await pause(20);
  await pause(500);
}

function workerThreads(): number {
  const folder = "/proc/self/task";
  return [...Deno.readDirSync(folder)].filter(({ name }) => {
    try {
      return Deno.readTextFileSync(`${folder}/${name}/comm`).startsWith("worker");
    } catch {
      return false; // It has ended since.
    }
  }).length;
}
