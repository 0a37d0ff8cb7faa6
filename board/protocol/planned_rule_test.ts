import { assertEquals } from "@std/assert";
import { samMomentum, scheduleFreeAdamw } from "@descent/optim";
import { plannedRule } from "./planned_rule.ts";

Deno.test("plannedRule has evaluations, schedule and a third party's digest", () => {
  const sam = plannedRule({ plugin: samMomentum, source: null });
  assertEquals([sam.evaluationsPerStep, sam.digest], [2, null]);
  const source = { address: "./mine.ts", digest: "abc" };
  const mine = plannedRule({ plugin: scheduleFreeAdamw, source });
  assertEquals([mine.schedule, mine.digest], ["constant", "abc"]);
});
