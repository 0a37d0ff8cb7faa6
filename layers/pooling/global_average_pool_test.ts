import { createEngine } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { buildAlone } from "../_build_alone.ts";
import { tensorOf } from "../_golden_case.ts";
import { assertTorch, torchCases } from "../_torch_case.ts";
import { globalAveragePool } from "./global_average_pool.ts";

for (const each of torchCases(({ kind }) => kind === "global_avgpool2d")) {
  Deno.test(`globalAveragePool gives PyTorch's output and gradient: ${each.name}`, () => {
    using engine = createEngine();
    using arena = engine.arena();
    const { x, grad_out } = each.inputs;
    const built = buildAlone(arena, globalAveragePool(), x.shape);
    const y = built.forward(tensorOf(arena, x), "train");
    assertEquals(y.shape, x.shape.slice(0, 2));
    assertTorch(each, "out", y.data);
    const dy = tensorOf(arena, grad_out).reshape(y.shape);
    assertTorch(each, "grad_x", built.backward(dy)!.data);
  });
}

Deno.test("globalAveragePool refuses what are no images, naming itself", () => {
  using engine = createEngine();
  using arena = engine.arena();
  assertThrows(
    () => buildAlone(arena, globalAveragePool({ name: "means" }), [8, 100]),
    TypeError,
    "GlobalAveragePool 'means': expected input [N, C, H, W]",
  );
});
