import { assertEquals } from "@std/assert";
import { knownOptimizers } from "@descent/lab";
import { isPermitted } from "@descent/cli/testing";
import { sampleData, sampleTrial } from "@descent/lab/testing";
import { makePlan } from "./make_plan.ts";

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
    const plan = await makePlan({
      ...{ preset: "own", draws: 4, repeated: 2, judges: 3, seed: 5, multiplyAdd: "strict" },
      problems: [sampleTrial().problem],
      rules,
      priors: { adamw: { a: 0.01, b: 0.01, c: 0.1, "two-layer": 9 } },
      data: sampleData,
    });
    assertEquals([plan.reference, plan.multiplyAdd], ["adamw", "strict"]);
    const { search, repeat, judge } = plan.seeds;
    assertEquals(new Set([search, ...repeat, ...judge]).size, 6);
    assertEquals(plan.centres, { momentum: { "two-layer": 0.05 }, adamw: { "two-layer": 0.01 } });
    assertEquals(plan.priorProblems, { momentum: 0, adamw: 3 });
    assertEquals(plan.problems[0].data, (await sampleData()).digest);
  },
});
