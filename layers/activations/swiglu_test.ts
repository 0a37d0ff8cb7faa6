import { assertIsGated } from "./_gated_unit_checks.ts";
import { swiglu } from "./swiglu.ts";

Deno.test("swiglu is one half through its function times the other half, on any axis", () => {
  assertIsGated(swiglu, "first", (g) => g / (1 + Math.exp(-g)));
});
