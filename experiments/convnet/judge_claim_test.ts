import { summarize, type Summary } from "@descent/reports";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { judgeClaim } from "./judge_claim.ts";

function scores(values: Readonly<Record<number, readonly number[]>>): Map<number, Summary> {
  return new Map(
    Object.entries(values).map(([value, accuracies]) => [Number(value), summarize(accuracies)!]),
  );
}

const low = [0.95, 0.951, 0.952];
const high = [0.97, 0.971, 0.972];
const wide = [0.94, 0.96, 0.98];

Deno.test("judgeClaim confirms a value that is better than each of the others", () => {
  const { best, verdict, rival } = judgeClaim(7, scores({ 3: low, 7: high, 11: low }));
  assertEquals([best, verdict], [7, "confirmed"]);
  assertAlmostEquals(rival!.comparison.difference, -0.02, 1e-12);
});

Deno.test("judgeClaim refutes a value when any other is better", () => {
  const { best, verdict, rival } = judgeClaim(7, scores({ 3: high, 7: low, 11: wide }));
  assertEquals([best, verdict, rival!.value], [3, "refuted", 3]);
  assertAlmostEquals(rival!.comparison.difference, 0.02, 1e-12);
});

Deno.test("judgeClaim leaves open what may be chance", () => {
  assertEquals(judgeClaim(7, scores({ 3: wide, 7: low })).verdict, "open");
  assertEquals(judgeClaim(7, scores({ 3: wide, 7: high, 11: low })).verdict, "open");
});

Deno.test("judgeClaim tells those that are as good from those of which it cannot say", () => {
  const same = [0.9695, 0.9712, 0.9724];
  const shared = judgeClaim(7, scores({ 3: low, 7: high, 9: same, 11: same }));
  assertEquals([shared.verdict, shared.equals], ["shared", [9, 11]]);
  const unsure = judgeClaim(7, scores({ 3: low, 7: high, 9: same, 11: wide }));
  assertEquals([unsure.verdict, unsure.equals], ["open", [9]]);
});

Deno.test("judgeClaim adjusts for the number of others: one of many may look better by chance", () => {
  const slightly = [0.9525, 0.9535, 0.9545];
  assertEquals(judgeClaim(7, scores({ 3: slightly, 7: low })).verdict, "refuted");
  const many = { 3: slightly, 7: low, 9: low, 11: low, 13: low };
  assertEquals(judgeClaim(7, scores(many)).verdict, "shared");
});

Deno.test("judgeClaim asks more of each of several claims", () => {
  const better = scores({ 3: [0.9525, 0.9535, 0.9545], 7: low });
  assertEquals(judgeClaim(7, better).verdict, "refuted");
  assertEquals(judgeClaim(7, better, 7).verdict, "shared");
});

Deno.test("judgeClaim says nothing of single seeds, of a value without a score, or of nothing", () => {
  const single = scores({ 3: [0.9], 7: [0.95] });
  assertEquals(judgeClaim(7, single), { best: 7, verdict: "open", equals: [], rival: null });
  assertEquals(judgeClaim(7, scores({ 3: low })).verdict, "open");
  assertEquals(judgeClaim(7, scores({ 3: low, 7: high, 9: [0.9] })).verdict, "open");
  assertEquals(judgeClaim(7, scores({})), {
    best: null,
    verdict: "open",
    equals: [],
    rival: null,
  });
});
