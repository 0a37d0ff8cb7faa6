import { assertEquals } from "@std/assert";
import { failedOutcome } from "./trial_outcome.ts";

Deno.test("failedOutcome says what went wrong and has no score", () => {
  const outcome = failedOutcome(new RangeError("too large"), new Date("2026-01-02T03:04:05Z"));
  assertEquals([outcome.status, outcome.error], ["failed", "RangeError: too large"]);
  assertEquals([outcome.results.final, outcome.results.best], [{}, {}]);
  assertEquals(outcome.startedAt, "2026-01-02T03:04:05.000Z");
  assertEquals(failedOutcome("gone\n  for good", new Date()).error, "gone");
});
