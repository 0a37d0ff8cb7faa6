import { gelu } from "./gelu.ts";
import { assertIsGated, valuesOf } from "./_gated_unit_checks.ts";
import { geglu } from "./geglu.ts";

Deno.test("geglu is one half through gelu times the other half, on any axis", () => {
  assertIsGated(geglu, "first", (g) => valuesOf(gelu(), [g])[0]);
});
