import { knownOptimizers } from "@descent/lab";
import { chooseProblem, findProblem } from "@descent/problems";
import { assert, assertEquals } from "@std/assert";
import { plannedRule } from "../protocol/planned_rule.ts";
import { samplePlan } from "../testing/mod.ts";
import { measuredCosts } from "./measured_costs.ts";

Deno.test("measuredCosts has a positive time for each rule of the catalogue on each problem", async () => {
  const optimizers = await knownOptimizers([]);
  const known = (name: string) => optimizers.find(({ plugin }) => plugin.name === name)!;
  const problem = findProblem("spirals");
  const foreign = { ...plannedRule(known("adam")), name: "mine", digest: "5a" };
  const plan = samplePlan({
    problems: [{ choice: chooseProblem(problem), title: "", data: "", reductions: {} }],
    rules: [plannedRule(known("sgd")), plannedRule(known("sam")), foreign],
  });
  const costs = await measuredCosts({
    ...{ plan, optimizers },
    data: async ({ options }) => await problem.load(options, { dataDirectory: undefined }),
  });
  assertEquals(Object.keys(costs), ["sgd", "sam"]);
  for (const name of ["sgd", "sam"]) assert(costs[name].spirals > 0);
});
