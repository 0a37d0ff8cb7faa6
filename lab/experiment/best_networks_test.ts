import { createEngine } from "@descent/core";
import type { Run } from "@descent/reports";
import { sampleRun } from "@descent/reports/testing";
import { assertEquals, assertRejects } from "@std/assert";
import { sampleData, sampleTrial } from "../testing/mod.ts";
import { runTrial } from "../trials/run_trial.ts";
import type { Trial } from "../trials/trial.ts";
import type { TrialRunner } from "../trials/trial_runner.ts";
import { bestNetworks, networkFiles, networksSection } from "./best_networks.ts";

/** Trains in this thread. */
function threadRunner(): TrialRunner & { readonly seeds: number[] } {
  const engine = createEngine();
  const seeds: number[] = [];
  return {
    seeds,
    run(request) {
      seeds.push(request.trial.seed);
      return runTrial({ ...request, engine });
    },
    stop() {},
    [Symbol.dispose]: () => engine[Symbol.dispose](),
  };
}

async function trainedRun(trial: Trial, accuracy: number): Promise<Run> {
  using engine = createEngine();
  const { results } = await runTrial({ trial, data: await sampleData(), engine });
  const { optimizer, seed, phase } = trial;
  const final = { ...results.final, "validation/accuracy": accuracy };
  const run = sampleRun({ optimizer, seed, phase, results: { ...results, final } });
  return { ...run, record: { ...run.record, trialId: `${optimizer.name} ${phase} ${seed}` } };
}

Deno.test("bestNetworks trains each optimizer's best judged trial again, to the same weights", async () => {
  const momentum = {
    optimizer: { name: "momentum", title: "Momentum" },
    hyperparameters: { learningRate: 0.01, momentum: 0.9 },
  };
  const asked: [trial: Trial, accuracy: number][] = [
    [sampleTrial({ seed: 9 }), 1],
    [sampleTrial({ seed: 1, phase: "final" }), 0.5],
    [sampleTrial({ seed: 2, phase: "final" }), 0.75],
    [sampleTrial({ ...momentum, seed: 3 }), 0.2],
  ];
  const runs = await Promise.all(asked.map(([trial, accuracy]) => trainedRun(trial, accuracy)));
  const trialOf = new Map(runs.map(({ record }, i) => [record.trialId, asked[i][0]]));
  using runner = threadRunner();
  const networks = await bestNetworks(runs, { trialOf, data: sampleData, runner });
  assertEquals(runner.seeds, [2, 3]);
  assertEquals(Object.keys(networkFiles(networks)), ["adam.safetensors", "momentum.safetensors"]);
  const { rows } = networksSection(networks);
  assertEquals(rows.map((row) => row.at(-1)), [
    { value: "adam.safetensors", href: "adam.safetensors" },
    { value: "momentum.safetensors", href: "momentum.safetensors" },
  ]);
});

Deno.test("bestNetworks refuses weights that are not those of the record", async () => {
  const trial = sampleTrial({ phase: "final" });
  const run = await trainedRun(trial, 1);
  const trialOf = new Map([[run.record.trialId, { ...trial, seed: 5 }]]);
  using runner = threadRunner();
  await assertRejects(
    () => bestNetworks([run], { trialOf, data: sampleData, runner }),
    Error,
    "adam with seed 0 to come to the weights",
  );
});
