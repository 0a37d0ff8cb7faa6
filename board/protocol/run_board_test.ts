import { assert, assertEquals } from "@std/assert";
import { knownOptimizers } from "@descent/lab";
import { fakeLaboratory } from "@descent/lab/testing";
import { samMomentum } from "@descent/optim";
import { samplePlan } from "../testing/mod.ts";
import { plannedRule } from "./planned_rule.ts";
import { runBoard } from "./run_board.ts";

const optimizers = await knownOptimizers([]);
/** The lowest loss is at a rate in the middle of the window. */
const outcomeOf = ({ hyperparameters: { learningRate } }: {
  readonly hyperparameters: Readonly<Record<string, number>>;
}) => 1 / (1 + Math.abs(Math.log10(learningRate / 0.02)));

Deno.test("runBoard looks at the test part with the judges' seeds alone, on curves of forty points", async () => {
  const plan = samplePlan();
  const laboratory = fakeLaboratory(outcomeOf);
  await runBoard({ laboratory, plan, optimizers });
  const trials = laboratory.calls.flatMap(({ trials }) => trials);
  for (const { testing, seed, problem: { budget } } of trials) {
    assertEquals(testing, plan.seeds.judge.includes(seed));
    assertEquals(Math.round(budget.epochs * budget.evaluationsPerEpoch), testing ? 40 : 1);
  }
  const seeds = new Set(trials.map(({ seed }) => seed));
  assertEquals([...seeds].sort((a, b) => a - b), [0, 1, 2, 3, 4, 101, 102]);
});

Deno.test("runBoard repeats nothing where the plan says so", async () => {
  const laboratory = fakeLaboratory(outcomeOf);
  await runBoard({ laboratory, plan: samplePlan({ repeated: 0 }), optimizers });
  const trials = laboratory.calls.flatMap(({ trials }) => trials);
  assert(trials.every(({ seed }) => seed < 100));
});

Deno.test("runBoard gives a rule that evaluates twice half the steps", async () => {
  const rules = [samMomentum, optimizers[0].plugin].map((plugin) =>
    plannedRule({ plugin, source: null })
  );
  const centres = { sam: { "two-layer": 0.05 }, sgd: { "two-layer": 0.3 } };
  const laboratory = fakeLaboratory(outcomeOf);
  await runBoard({ laboratory, plan: samplePlan({ rules, centres }), optimizers });
  const epochs = new Map(
    laboratory.calls.flatMap(({ trials }) => trials)
      .map(({ optimizer, problem }) => [optimizer.name, problem.budget.epochs]),
  );
  assertEquals(epochs.get("sgd"), 2 * epochs.get("sam")!);
});

Deno.test("runBoard judges what was chosen on each problem's variants, by the seeds of their numbers", async () => {
  const laboratory = fakeLaboratory(outcomeOf);
  const [problem] = samplePlan().problems;
  const variants = [1, 2].map((seed) => ({ seed, options: { hidden: 50 * seed }, data: "" }));
  const plan = samplePlan({ problems: [{ ...problem, variants }] });
  const runs = await runBoard({ laboratory, plan, optimizers });
  const trials = laboratory.calls.flatMap(({ trials }) => trials);
  const judges = trials.filter(({ phase }) => phase === "final");
  const varied = trials.filter(({ phase }) => phase === "variant");
  assertEquals(varied.length, 2 * 2);
  assertEquals(runs.slice(-4).map(({ record }) => record.phase), varied.map(({ phase }) => phase));
  for (const { seed, testing, problem, optimizer: { name }, hyperparameters } of varied) {
    assertEquals([testing, problem.options.hidden], [true, 50 * seed]);
    const { evaluationsPerEpoch, epochs } = problem.budget;
    assertEquals(Math.round(epochs * evaluationsPerEpoch), 1);
    const judge = judges.find(({ optimizer }) => optimizer.name === name)!;
    assertEquals(hyperparameters, judge.hyperparameters);
    assertEquals(
      { ...problem.options, hidden: judge.problem.options.hidden },
      judge.problem.options,
    );
  }
});

Deno.test("runBoard measures the first judge of each rule from inside where the plan says so", async () => {
  const laboratory = fakeLaboratory(outcomeOf);
  await runBoard({ laboratory, plan: samplePlan({ diagnostics: true }), optimizers });
  const trials = laboratory.calls.flatMap(({ trials }) => trials);
  const measured = trials.filter(({ observe }) => observe.length > 0);
  assertEquals(measured.map(({ phase, seed, optimizer }) => [phase, seed, optimizer.name]).sort(), [
    ["diagnostics", 1, "adamw"],
    ["diagnostics", 1, "momentum"],
  ]);
});

Deno.test("runBoard looks between the first judges' solutions, in a trial of each problem that begins with the best", async () => {
  const laboratory = fakeLaboratory((trial) =>
    outcomeOf(trial) * (trial.optimizer.name === "adamw" ? 1 : 0.5)
  );
  const plan = samplePlan({ landscape: true });
  const runs = await runBoard({ laboratory, plan, optimizers });
  const trials = laboratory.calls.flatMap(({ trials }) => trials);
  const [seen, ...more] = trials.filter(({ landscape }) => landscape !== undefined);
  assertEquals([more.length, runs.at(-1)!.record.phase], [0, "landscape"]);
  assertEquals([seen.optimizer.name, seen.seed, seen.testing], ["adamw", 1, false]);
  const judge = trials.find(({ phase, optimizer }) =>
    phase === "final" && optimizer.name === "momentum"
  )!;
  const [{ optimizer, hyperparameters, schedule }] = seen.landscape!;
  assertEquals([optimizer, hyperparameters], ["momentum", judge.hyperparameters]);
  assertEquals(schedule, judge.problem.budget.schedule);
});
