import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { chooseProblem, findProblem } from "@descent/problems";
import { samplePlan, sampleTrials } from "../testing/mod.ts";
import type { BoardTrial } from "../trials/board_trial.ts";
import { judgedLosses } from "./judged_losses.ts";
import { robustness } from "./robustness.ts";

const NAMES = ["spirals", "deep-linear", "ill-regression", "zipf-softmax", "chars-mlp", "vae", "x"];
const variants = [1, 2, 3].map((seed) => ({ seed, options: { width: 2 }, data: "" }));
/** The last problem has no variants. */
const plan = samplePlan({
  problems: NAMES.map((name, place) => ({
    ...{ choice: { ...chooseProblem(findProblem("spirals")), name }, title: name, data: "" },
    reductions: {},
    ...(place < 6 && { variants }),
  })),
  centres: Object.fromEntries(
    ["momentum", "adamw"].map((rule) => [
      rule,
      Object.fromEntries(NAMES.map((name) => [name, 0.1])),
    ]),
  ),
});

const of = (trials: readonly BoardTrial[]) =>
  robustness(plan, trials, judgedLosses(plan, trials), { replicates: 50 })!;

Deno.test("robustness finds that the reference loses a tenth more, and by how much both do", () => {
  const { losses, rules, changes } = of(sampleTrials(plan));
  assertEquals(losses.problems, NAMES.slice(0, 6));
  assertEquals(losses.seeds, [1, 2, 3]);
  const [momentum, adamw] = rules;
  assertEquals([adamw.change, adamw.tuned, changes[1]], [null, null, null]);
  // Both have noise of 2 %.
  assertAlmostEquals(momentum.tuned!.ratio, 1 / 0.9, 0.01);
  assertAlmostEquals(momentum.varied!.ratio, 1 / 0.99, 0.01);
  assertAlmostEquals(momentum.change!.ratio, 1 / 1.1, 0.01);
  assertAlmostEquals(momentum.own.ratio, 1, 0.01);
  assertAlmostEquals(adamw.own.ratio, 1.1, 0.01);
  assertEquals([momentum.change!.verdict, momentum.change!.probability], ["better", 2 / 64]);
  for (const { difference, confidence, adjusted } of changes[0]!) {
    assertAlmostEquals(difference, -Math.log(1.1), 0.02);
    assert(confidence! > 0.001 && confidence! < 0.05, `${confidence}`);
    assert(adjusted < 0.05, `${adjusted}`);
  }
});

Deno.test("robustness counts what diverged on a variant as its untrained model, and never leaves it out", () => {
  const trials = sampleTrials(plan).map((trial) =>
    trial.phase === "variant" && trial.rule === "momentum" && trial.seed === 2
      ? { ...trial, status: "diverged" as const, test: null, validation: null }
      : trial
  );
  const { rules: [momentum], losses } = of(trials);
  assertEquals(momentum.diverged, 6);
  assertAlmostEquals(losses.logs[0][0][1], Math.log(2.5));
});

Deno.test("robustness leaves the judges on the problems as they are", () => {
  const trials = sampleTrials(plan);
  const judges = trials.filter(({ phase }) => phase !== "variant");
  assertEquals(judgedLosses(plan, trials), judgedLosses(plan, judges));
  // With no judge that got as far as its start, a variant's start is no start of the problem's.
  const started = trials.map((trial) =>
    trial.phase === "variant" ? trial : { ...trial, untrainedTest: null, untrainedValidation: null }
  );
  assertEquals(judgedLosses(plan, started).problems, []);
  assertEquals(of(judges), null);
});
