import { assertEquals, assertStringIncludes } from "@std/assert";
import { adam, madgrad, muon, nesterov, ruleProgram, scheduleFreeSgd, sgld } from "@descent/optim";

Deno.test("ruleProgram: the formula over a memory of its own, and the functions of the step as text", () => {
  const { wasm, scalars, code, evaluated } = ruleProgram(adam)!;
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(wasm));
  assertEquals(imports.map(({ kind, name }) => [kind, name]), [["memory", "memory"]]);
  const memory = new WebAssembly.Memory({ initial: 1 });
  new WebAssembly.Instance(new WebAssembly.Module(wasm), { env: { memory } });
  const { running, numbers } = new Function(`return ${code}`)();
  assertEquals([evaluated, running], [null, {}]);
  assertEquals(numbers.stepSize({ step: 1, learningRate: 2, beta1: 0.5, beta2: 0.75 }), 2);
  assertEquals(scalars.slice(0, 2), ["learningRate", "beta1"]);
  assertStringIncludes(ruleProgram(nesterov)!.code, "initial");
});

Deno.test("ruleProgram: none of a rule in stages, of matrices, or with functions of the kernels", () => {
  for (const rule of [scheduleFreeSgd, muon, madgrad, sgld]) {
    assertEquals(ruleProgram(rule), undefined, rule.name);
  }
});
