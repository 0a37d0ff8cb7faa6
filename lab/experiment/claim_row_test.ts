import { summarize } from "@descent/reports";
import { assertEquals } from "@std/assert";
import { claimBasis, claimRow } from "./claim_row.ts";
import { judgeClaim } from "./judge_claim.ts";

const claim = { what: "Depth", reference: "fewer work" };
const judge = (...values: readonly number[]) => judgeClaim(summarize(values), 0);

Deno.test("claimRow says what the verdict rests on", () => {
  const judgement = judge(3, 4, 5);
  const { ours, detail, verdict, tone } = claimRow({ ...claim, judgement, unit: " settings" });
  assertEquals([ours, verdict, tone], ["+4.0 ± 1.7 settings", "confirmed", "good"]);
  assertEquals(detail, "3 seeds, 90\u202f% interval, one-sample t-test");
  const own = claimRow({ ...claim, ours: "7 and 3", judgement });
  assertEquals(own.detail, "+4.0 ± 1.7 (3 seeds, 90\u202f% interval, one-sample t-test)");
});

Deno.test("claimRow cannot say what equal seeds, two or none show, and nothing of other images", () => {
  const rows = [judge(2, 2, 2), judge(2, 3), judge()]
    .map((judgement) => claimRow({ ...claim, judgement }));
  assertEquals(
    rows.map(({ verdict, tone }) => [verdict, tone]),
    Array(3).fill(["cannot say", "muted"]),
  );
  assertEquals(rows.map(({ detail }) => detail), [
    "3 seeds, all equal, which says nothing of noise",
    "two seeds, which cannot tell from noise",
    "no trial came to a result",
  ]);
  const other = claimRow({ ...claim, judgement: judge(3, 4, 5), dataset: "digits" });
  assertEquals([other.verdict, other.tone], ["other images", "muted"]);
});

Deno.test("claimBasis names the level that several claims share", () => {
  const judgement = judgeClaim(summarize([1, 2, 3]), 0, { comparisons: 7 });
  assertEquals(claimBasis(judgement), "3 seeds, 98.6\u202f% interval, one-sample t-test");
});
