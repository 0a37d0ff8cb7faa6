import { assertIsGated } from "./_gated_unit_checks.ts";
import { glu } from "./glu.ts";

Deno.test("glu is one half through its function times the other half, on any axis", () => {
  assertIsGated(glu, "second", (g) => 1 / (1 + Math.exp(-g)));
});
