import { createEngine } from "@descent/core";
import {
  assertAlmostEquals,
  assertEquals,
  assertNotEquals,
  assertStringIncludes,
} from "@std/assert";
import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { loadDigits, shareDataset } from "@descent/data";
import { chooseProblem, loadProblem, twoLayer } from "@descent/problems";
import { formatNumber } from "@descent/reports";
import { hasBlas, problemText, sampleData, sampleTrial } from "../testing/mod.ts";
import { runTrial } from "./run_trial.ts";
import type { TrialOutcome } from "./trial_outcome.ts";
import type { TrialAdvance, TrialRequest } from "./trial_request.ts";
import { trialRunner } from "./trial_runner.ts";

const ignore = !isPermitted("trialRunner", { name: "read" });

Deno.test({
  name: "trialRunner runs trials one after another and tells how far they are",
  ignore,
  async fn() {
    const data = await sampleData();
    using runner = trialRunner();
    for (const seed of [0, 1]) {
      const heard: TrialAdvance[] = [];
      const request = { trial: sampleTrial({ seed }), data };
      const outcome = await runner.run(request, (advance) => heard.push(advance));
      assertEquals(outcome.status, "completed");
      assertEquals(
        heard,
        outcome.metrics.map((row) => ({
          epoch: row.epoch,
          score: formatNumber(row.scores["validation/accuracy"]!, "percent"),
          row,
        })),
      );
    }
  },
});

Deno.test({
  name: "trialRunner stops the trial that runs, and runs the next one in the same worker",
  ignore,
  async fn() {
    const data = await sampleData();
    const { problem } = sampleTrial();
    const endless = { ...problem, budget: { ...problem.budget, epochs: 1e5 } };
    using runner = trialRunner();
    runner.stop("nothing runs");
    const stopped = await runner.run({ trial: sampleTrial({ problem: endless }), data }, () => {
      runner.stop("stopped by a test");
    });
    assertEquals([stopped.status, stopped.error], ["failed", "stopped by a test"]);
    const next = await runner.run({ trial: sampleTrial(), data }, () => {});
    assertEquals(next.status, "completed");
  },
});

Deno.test({
  name: "trialRunner gives all of its workers one copy of the data",
  ignore,
  async fn() {
    const data = await sampleData();
    const text = `onmessage = ({ data }) => {
      if (!("trial" in data)) return;
      Atomics.add(data.data.train.inputs, 0, 1);
      postMessage({ outcome: {} });
    };`;
    const address = `data:text/javascript,${encodeURIComponent(text)}`;
    const before = data.train.inputs[0];
    using one = trialRunner({ address });
    using other = trialRunner({ address });
    const request = { trial: sampleTrial(), data };
    await Promise.all([one, other].map((runner) => runner.run(request, () => {})));
    assertEquals(data.train.inputs[0], before + 2);
  },
});

Deno.test({
  name: "trialRunner fails the trial whose worker dies, and runs the next one in a new worker",
  ignore,
  async fn() {
    const data = await sampleData();
    // Throws outside of the trial's own call, where nothing in the worker can catch it.
    const text = `setTimeout(() => { throw new Error("out of nowhere"); }, 0);
      export default { name: "bad", title: "Bad", reference: "none",
        hyperparameters: { learningRate: { default: 1, range: [0, 1], scale: "log", doc: "R." } },
        create: () => new Promise(() => {}) };
      await new Promise(() => {});`;
    const plugin = { address: `data:text/javascript,${encodeURIComponent(text)}`, digest: "" };
    const bad = sampleTrial({ plugin, optimizer: { name: "bad", title: "Bad" } });
    using runner = trialRunner();
    const failed = await runner.run({ trial: bad, data }, () => {});
    assertEquals(failed.status, "failed");
    assertStringIncludes(failed.error!, "out of nowhere");
    const next = await runner.run({ trial: sampleTrial(), data }, () => {});
    assertEquals(next.status, "completed");
  },
});

Deno.test({
  name: "trialRunner runs a problem of a third party's file, as this thread would",
  ignore: !isPermitted("a problem's file", ...FILES),
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const address = `${folder}/bowl.js`;
      await Deno.writeTextFile(address, problemText("bowl"));
      const source = { address, digest: "" };
      const problem = chooseProblem(await loadProblem(address), {
        source,
        options: { curvature: 2 },
      });
      const trial = sampleTrial({ problem, testing: true });
      const request = { trial, data: { digest: "" } };
      using runner = trialRunner();
      const heard: TrialAdvance[] = [];
      const outcome = await runner.run(request, (advance) => heard.push(advance));
      assertEquals([outcome.status, outcome.error, outcome.dataset], ["completed", null, null]);
      const steps = [2, 4, 6, 8, 10, 12, 14, 16, 18, 20];
      assertEquals(heard.map(({ epoch }) => epoch), steps);
      using engine = createEngine();
      assertEquals(withoutTimes(outcome), withoutTimes(await runTrial({ ...request, engine })));
    }),
});

/** A trial whose products are large enough to be shared by threads. */
async function largerRequest(): Promise<TrialRequest> {
  const problem = chooseProblem(twoLayer, {
    options: { hidden: 60 },
    budget: { batchSize: 100, epochs: 2 },
  });
  return {
    trial: sampleTrial({ problem, testing: true }),
    data: await shareDataset(loadDigits({ trainCount: 600, testCount: 100 })),
  };
}

function withoutTimes({ startedAt: _, metrics, results, ...rest }: TrialOutcome) {
  return {
    ...rest,
    results: { ...results, seconds: 0, secondsToTarget: 0, examplesPerSecond: 0 },
    metrics: metrics.map((row) => ({ ...row, seconds: 0 })),
  };
}

Deno.test({
  name: "trialRunner gives the same bits for any number of threads",
  ignore,
  async fn() {
    const request = await largerRequest();
    const outcomes = [];
    for (const threads of [1, 2, 3]) {
      using runner = trialRunner({ engine: { threads } });
      outcomes.push(withoutTimes(await runner.run(request, () => {})));
    }
    assertEquals(outcomes[0].status, "completed");
    for (const outcome of outcomes.slice(1)) assertEquals(outcome, outcomes[0]);
  },
});

Deno.test({
  name: "trialRunner computes by the native library where it is asked to",
  ignore: ignore || !hasBlas(),
  async fn() {
    const request = await largerRequest();
    const losses: number[][] = [];
    for (const engine of [{ native: "openblas", threads: 2 }, { native: "none" }] as const) {
      using runner = trialRunner({ engine });
      const { status, metrics } = await runner.run(request, () => {});
      assertEquals(status, "completed");
      losses.push(metrics.map(({ scores }) => scores["validation/loss"]!));
    }
    losses[0].forEach((loss, i) => assertAlmostEquals(loss, losses[1][i], 1e-4));
    // The order of additions differs, and so do the last bits.
    assertNotEquals(losses[0], losses[1]);
  },
});

Deno.test({
  name: "trialRunner fails the trials of a worker that cannot start",
  ignore,
  async fn() {
    const data = await sampleData();
    using runner = trialRunner({ engine: { threads: 0 } });
    const { status, error } = await runner.run({ trial: sampleTrial(), data }, () => {});
    assertEquals(status, "failed");
    assertStringIncludes(error!, "expected threads to be a whole number");
  },
});

Deno.test({
  name: "trialRunner leaves no thread when it is disposed of, whatever its worker is at",
  ignore: Deno.build.os !== "linux" ||
    !isPermitted("threads of a runner", { name: "run", command: Deno.execPath() }),
  async fn() {
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-q", "-A", `${import.meta.dirname}/../testing/_end_runners.ts`],
    }).output();
    assertEquals(code, 0, new TextDecoder().decode(stderr));
    assertEquals(
      new TextDecoder().decode(stdout).trim().split("\n"),
      ["starting: 0", "idle: 0", "training: 0", "waiting: 0", "dead: 0"],
    );
  },
});
