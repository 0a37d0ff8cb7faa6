import { assertEquals } from "@std/assert";
import { knownOptimizers } from "@descent/lab";
import { fixed } from "@descent/optim";
import { isPermitted } from "@descent/cli/testing";
import { sampleData, sampleTrial } from "@descent/lab/testing";
import type { ProblemChoice } from "@descent/problems";
import { planDigest } from "./board_plan.ts";
import { makePlan, type MakePlanOptions } from "./make_plan.ts";

// It hashes the sources of what trains.
const ignore = !isPermitted("makePlan", { name: "read" });
const name = "makePlan takes AdamW for reference, separate seeds, and centres from other problems";

Deno.test({
  name,
  ignore,
  async fn() {
    const known = await knownOptimizers([]);
    const rules = ["momentum", "adamw"].map((name) =>
      known.find(({ plugin }) => plugin.name === name)!
    );
    const options: MakePlanOptions = {
      ...{ preset: "own", draws: 4, repeated: 2, judges: 3, seed: 5, multiplyAdd: "strict" },
      problems: [sampleTrial().problem],
      rules,
      priors: { adamw: { a: 0.01, b: 0.01, c: 0.1, "two-layer": 9 } },
      data: sampleData,
    };
    const plan = await makePlan(options);
    assertEquals([plan.reference, plan.multiplyAdd], ["adamw", "strict"]);
    const { search, repeat, judge } = plan.seeds;
    assertEquals(new Set([search, ...repeat, ...judge]).size, 6);
    assertEquals(plan.centres, { momentum: { "two-layer": 0.05 }, adamw: { "two-layer": 0.01 } });
    assertEquals(plan.priorProblems, { momentum: 0, adamw: 3 });
    const { digest } = await sampleData();
    assertEquals(plan.problems[0].data, digest);

    // Around the rates of the rule that it is otherwise, and the plan says what it holds.
    const plugin = fixed(rules[1].plugin, ["beta1"]);
    const held = await makePlan({ ...options, rules: [...rules, { plugin, source: null }] });
    assertEquals(held.centres[plugin.name], plan.centres.adamw);
    assertEquals(held.rules[2].fixed, { rule: "adamw", values: { beta1: 0.9 } });
    assertEquals(["beta1" in held.rules[2].search, "fixed" in plan.rules[1]], [false, false]);

    const variantOf = (_: ProblemChoice, seed: number) => ({ hidden: seed });
    const varied = await makePlan({
      ...{ ...options, variants: 2, variantOf },
      data: async (problem) => ({ ...await sampleData(), digest: `${problem.options.hidden}` }),
    });
    assertEquals(varied.problems[0].variants, [
      { seed: 6, options: { hidden: 6 }, data: "6" },
      { seed: 7, options: { hidden: 7 }, data: "7" },
    ]);
    // Hashes of plans without variants are those that they had before there were any.
    const none = await makePlan({ ...options, variants: 2, variantOf: () => undefined });
    assertEquals(await planDigest(none), await planDigest(plan));
    assertEquals("variants" in plan.problems[0], false);
  },
});
