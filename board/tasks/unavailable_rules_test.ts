import type { KnownOptimizer } from "@descent/lab";
import { adam } from "@descent/optim";
import { assertEquals } from "@std/assert";
import { samplePlan } from "../testing/mod.ts";
import { unavailableRules } from "./unavailable_rules.ts";

const [row] = samplePlan().rules;
const plan = samplePlan({
  rules: [
    { ...row, name: "adam", digest: null },
    { ...row, name: "gone", digest: null },
    { ...row, name: "mine", digest: "5a" },
    { ...row, name: "yours", digest: "5a" },
    { ...row, name: "theirs", digest: "5a" },
  ],
});

function known(name: string, digest: string | null): KnownOptimizer {
  return {
    plugin: { ...adam, name },
    source: digest === null ? null : { address: `/${name}.ts`, digest },
  };
}

Deno.test("unavailableRules names rules without their module, with another text, and no longer in the catalogue", () => {
  const optimizers = [known("adam", null), known("yours", "a5"), known("theirs", "5a")];
  assertEquals(unavailableRules(plan, optimizers), [
    { rule: "gone", reason: "it is not in the catalogue" },
    { rule: "mine", reason: "its module is not given" },
    { rule: "yours", reason: "the module given has another text" },
  ]);
});
