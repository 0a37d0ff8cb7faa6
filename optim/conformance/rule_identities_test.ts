import { assertGreater, assertLess } from "@std/assert";
import { adam } from "../rules/adam.ts";
import { sgd } from "../rules/sgd.ts";
import { identityDistance, ruleIdentities } from "./rule_identities.ts";

for (const identity of ruleIdentities) {
  Deno.test(`ruleIdentities: ${identity.name}`, () => {
    assertLess(identityDistance(identity), identity.tolerance ?? 1e-9);
  });
}

Deno.test("identityDistance: different rules are far apart", () => {
  assertGreater(
    identityDistance({ left: { plugin: adam }, right: { plugin: sgd } }),
    0.1,
  );
});
