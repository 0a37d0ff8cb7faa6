import { assertEquals } from "@std/assert";
import { adam, asgd, compiledRule } from "@descent/optim";

Deno.test("compiledRule: the tensor that is evaluated, and running numbers", () => {
  assertEquals(compiledRule(asgd)?.evaluated, "average");
  assertEquals(Object.keys(compiledRule(adam)?.numbers ?? {}).includes("stepSize"), true);
  assertEquals(compiledRule({ ...adam }), undefined);
});
