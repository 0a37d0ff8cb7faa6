import { assertEquals } from "@std/assert";
import { sampleData, sampleTrial } from "@descent/lab/testing";
import { muon, sgd } from "@descent/optim";
import { ruleReductions } from "./rule_reductions.ts";

const { problem } = sampleTrial();

Deno.test("ruleReductions runs no third party's problem", async () => {
  const source = { address: "./mine.ts", digest: "abc" };
  assertEquals(ruleReductions({ ...problem, source }, await sampleData(), [muon]), {});
});

Deno.test("ruleReductions asks each rule that says what it is elsewhere", async () => {
  const plugin = { ...sgd, reducesTo: () => "Another" };
  assertEquals(ruleReductions(problem, await sampleData(), [plugin, sgd]), { sgd: "Another" });
});
