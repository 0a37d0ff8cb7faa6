import { assertIsGated } from "./_gated_unit_checks.ts";
import { reglu } from "./reglu.ts";

Deno.test("reglu is one half through its function times the other half, on any axis", () => {
  assertIsGated(reglu, "first", (g) => Math.max(g, 0));
});
