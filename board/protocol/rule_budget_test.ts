import { assertEquals } from "@std/assert";
import { momentum, prodigy, scheduleFreeSgd } from "@descent/optim";
import { ruleBudget } from "./rule_budget.ts";

const budget = {
  batchSize: 8,
  epochs: 4,
  evaluationsPerEpoch: 3,
  schedule: "cosine",
  target: 0.5,
} as const;

Deno.test("ruleBudget evaluates a search at its end alone", () => {
  const { epochs, evaluationsPerEpoch, schedule } = ruleBudget(budget, momentum, "search");
  assertEquals([epochs * evaluationsPerEpoch, schedule], [1, "warmup(5%),linear"]);
});

Deno.test("ruleBudget leaves a rule of its own schedule at a constant rate", () => {
  const schedules = [prodigy, scheduleFreeSgd].map((plugin) =>
    ruleBudget(budget, plugin, "judge").schedule
  );
  assertEquals(schedules, ["warmup(5%),linear", "constant"]);
});
