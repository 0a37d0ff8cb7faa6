import { assert, assertEquals } from "@std/assert";
import { sampleTrial } from "@descent/lab/testing";
import { adamw, fixed, momentum, sgd } from "@descent/optim";
import { ruleSearch } from "./rule_search.ts";

const trial = (hyperparameters: Readonly<Record<string, number>>) =>
  sampleTrial({ hyperparameters });

Deno.test("ruleSearch spreads rates over four decades, and draws only what has a distribution", () => {
  const { candidates, window } = ruleSearch({
    plugin: momentum,
    centre: 1,
    draws: 33,
    seed: 3,
    schedules: ["linear"],
    trial,
  });
  const drawn = candidates.slice(1).map(({ hyperparameters }) => hyperparameters);
  assertEquals(window, [0.01, 100]);
  assertEquals(Object.keys(drawn[0]), ["learningRate", "momentum"]);
  const perDecade = [0, 1, 2, 3].map((decade) =>
    drawn.filter(({ learningRate }) => Math.floor(Math.log10(learningRate) + 2) === decade).length
  );
  assert(perDecade.every((count) => count >= 6), `${perDecade}`);
});

Deno.test("ruleSearch draws other settings for another rule or seed, and ends at the table's range", () => {
  const rates = (seed: number, plugin: Parameters<typeof ruleSearch>[0]["plugin"] = sgd) =>
    ruleSearch({ plugin, centre: 1, draws: 5, seed, schedules: ["linear"], trial })
      .candidates.map(({ hyperparameters }) => hyperparameters.learningRate);
  assert(rates(0)[1] !== rates(1)[1]);
  const range = [0, 2] as const;
  const narrow = {
    ...sgd,
    hyperparameters: { learningRate: { ...sgd.hyperparameters.learningRate, range } },
  };
  assert(rates(0, narrow).slice(1).every((rate) => rate <= 2));
});

Deno.test("ruleSearch draws each schedule about as often, and the rates and others that it draws without", () => {
  const search = (schedules: readonly string[]) =>
    ruleSearch({
      ...{ plugin: momentum, centre: 1, draws: 31, seed: 3, schedules },
      trial: (hyperparameters, schedule) => {
        const { problem } = sampleTrial();
        return sampleTrial({
          hyperparameters,
          problem: { ...problem, budget: { ...problem.budget, schedule } },
        });
      },
    }).candidates;
  const texts = ["a", "b", "c"];
  const drawn = search(texts);
  const counts = texts.map((text) =>
    drawn.filter(({ problem: { budget } }) => budget.schedule === text).length
  );
  assert(counts.every((count) => count >= 8), `${counts}`);
  assertEquals(drawn[0].problem.budget.schedule, "a");
  assertEquals(
    drawn.map(({ hyperparameters }) => hyperparameters),
    search(["a"]).map(({ hyperparameters }) => hyperparameters),
  );
});

Deno.test("ruleSearch with a hyperparameter held has the draws of the whole rule for the others", () => {
  const settings = (plugin: Parameters<typeof ruleSearch>[0]["plugin"]) =>
    ruleSearch({ plugin, centre: 1, draws: 5, seed: 3, schedules: ["linear"], trial })
      .candidates.map(({ hyperparameters }) => hyperparameters);
  const whole = settings(adamw);
  assertEquals(
    settings(fixed(adamw, ["beta1"])),
    whole.map(({ beta1: _, ...others }) => others),
  );
  assert(whole.slice(1).every(({ beta1 }) => beta1 > 0));
});
