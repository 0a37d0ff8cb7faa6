import { createEngine, randomStream } from "@descent/core";
import { createOptimizer, parseOptimizer } from "@descent/optim";
import { budgetSchedule, chooseProblem, findProblem } from "@descent/problems";
import { train } from "./training/train.ts";
const [name, optimizer, rates, seeds = "1", extra = "{}"] = Deno.args;
using engine = createEngine();
const plugin = findProblem(name);
const { options, budget, metrics, selection } = chooseProblem(plugin, {
  options: JSON.parse(extra),
});
const t0 = performance.now();
const data = await plugin.load(options, { dataDirectory: "/work/shared/data" });
console.log(name, "load", (performance.now() - t0).toFixed(0), "ms");
const schedule = await budgetSchedule(budget);
for (const rule of optimizer.split(",")) {
  const plug = parseOptimizer(rule);
  for (const rate of rates.split(",").map(Number)) {
    const finals: number[] = [];
    let cost = 0, initial = 0, test = 0, n = 0, more = {};
    for (const seed of seeds.split(",").map(Number)) {
      using problem = plugin.create(data, options, {
        engine,
        dtype: "f32",
        batchSize: budget.batchSize,
        random: randomStream({ seed }),
      });
      initial = problem.evaluate("validation").loss;
      const opt = createOptimizer({
        plugin: plug,
        parameters: problem.parameters,
        hyperparameters: {},
      });
      const cpu0 = Deno.readTextFileSync("/proc/self/stat").split(" ");
      const r = train({
        problem,
        optimizer: opt,
        metrics,
        selection,
        epochs: budget.epochs,
        evaluationsPerEpoch: 1e-9,
        learningRate: rate,
        schedule,
      });
      const cpu1 = Deno.readTextFileSync("/proc/self/stat").split(" ");
      cost += (Number(cpu1[13]) + Number(cpu1[14]) - Number(cpu0[13]) - Number(cpu0[14])) * 10;
      n += r.steps;
      more = problem.evaluate("validation");
      finals.push(r.divergedAtStep === null ? (more as { loss: number }).loss : Infinity);
      test = problem.evaluate("test").loss;
    }
    console.log(
      rule.padEnd(10),
      String(rate).padEnd(8),
      "val",
      finals.map((v) => v.toPrecision(3)).join(" "),
      "test",
      test.toPrecision(3),
      "init",
      initial.toPrecision(3),
      "cpu ms/step",
      (cost / n).toFixed(3),
      "steps",
      n,
      JSON.stringify(more).slice(0, 80),
    );
  }
}
