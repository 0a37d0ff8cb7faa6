import { assertEquals, assertNotEquals } from "@std/assert";
import { samplePlan } from "../testing/mod.ts";
import { planDigest } from "./board_plan.ts";

Deno.test("planDigest depends on every field, and not on the order of keys", async () => {
  const plan = samplePlan();
  const hash = await planDigest(plan);
  const reversed = Object.fromEntries(Object.entries(plan).reverse()) as unknown as typeof plan;
  assertEquals(await planDigest(reversed), hash);
  assertEquals(await planDigest(JSON.parse(JSON.stringify(plan))), hash);
  for (const key of Object.keys(plan)) {
    assertNotEquals(await planDigest({ ...plan, [key]: "other" }), hash, key);
  }
});
