import type { KnownOptimizer } from "@descent/lab";
import { adam } from "@descent/optim";
import { assertEquals } from "@std/assert";
import { samplePlan } from "../testing/mod.ts";
import { foundRules } from "./found_rules.ts";

const [row] = samplePlan().rules;
const plan = samplePlan({
  rules: [
    { ...row, name: "adam", digest: null },
    { ...row, name: "lookahead-adam", digest: null },
    { ...row, name: "gone", digest: null },
    { ...row, name: "mine", digest: "5a" },
    { ...row, name: "yours", digest: "5a" },
    { ...row, name: "theirs", digest: "5a" },
    { ...row, name: "lookahead-theirs", digest: "5a" },
  ],
});

function known(name: string, digest: string | null): KnownOptimizer {
  return {
    plugin: digest === null ? adam : { ...adam, name, title: name },
    source: digest === null ? null : { address: `/${name}.ts`, digest },
  };
}

Deno.test("foundRules finds rules of the catalogue, of modules, and wrapped ones, and says why not the others", () => {
  const optimizers = [known("adam", null), known("yours", "a5"), known("theirs", "5a")];
  const { found, missing } = foundRules(plan, optimizers);
  assertEquals(
    [...found].map(([name, { plugin, source }]) => [name, plugin.title, source?.digest]),
    [
      ["adam", "Adam", undefined],
      ["lookahead-adam", "Lookahead Adam", undefined],
      ["theirs", "theirs", "5a"],
      ["lookahead-theirs", "Lookahead theirs", "5a"],
    ],
  );
  assertEquals(missing, [
    { rule: "gone", reason: "there is none of that name" },
    { rule: "mine", reason: "its module is not given" },
    { rule: "yours", reason: "the module given has another text" },
  ]);
});
