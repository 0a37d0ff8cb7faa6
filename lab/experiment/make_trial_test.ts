import { assertEquals, assertThrows } from "@std/assert";
import { chooseProblem, twoLayer } from "@descent/problems";
import { knownOptimizers } from "./known_optimizers.ts";
import { makeTrial } from "./make_trial.ts";

const [known] = await knownOptimizers([]);
const problem = chooseProblem(twoLayer);
const options = { experiment: "depth", problem, optimizer: known, seed: 3 };

Deno.test("makeTrial has every hyperparameter, and what it is told", () => {
  const source = { address: "./it.ts", digest: "d" };
  const trial = makeTrial({
    ...options,
    optimizer: { ...known, source },
    hyperparameters: { learningRate: 0.5 },
    variables: { depth: 5 },
    phase: "same rate",
    observe: ["gradientNorms"],
  });
  assertEquals(Object.keys(trial.hyperparameters), Object.keys(known.plugin.hyperparameters));
  assertEquals([trial.hyperparameters.learningRate, trial.plugin], [0.5, source]);
  assertEquals([trial.variables, trial.seed, trial.phase], [{ depth: 5 }, 3, "same rate"]);
  assertEquals([trial.problem, trial.observe], [problem, ["gradientNorms"]]);
  assertEquals([makeTrial(options).phase, makeTrial(options).observe], ["search", []]);
});

Deno.test("makeTrial never looks at the test part, and refuses what the optimizer does not have", () => {
  assertEquals([makeTrial(options).testing, makeTrial(options).selection], [false, null]);
  assertThrows(() => makeTrial({ ...options, hyperparameters: { speed: 1 } }));
});
