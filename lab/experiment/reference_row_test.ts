import { summarize } from "@descent/reports";
import { assertEquals } from "@std/assert";
import { referenceRow } from "./reference_row.ts";

const row = { what: "Training accuracy", reference: 0.981, dataset: "mnist" };

Deno.test("referenceRow says reached only from the reference's figure on", () => {
  const verdicts = [0.982, 0.981, 0.97].map((mean) => {
    const { verdict, tone } = referenceRow({ ...row, ours: summarize([mean]) });
    return [verdict, tone];
  });
  assertEquals(verdicts, [["reached", "good"], ["reached", "good"], ["1.10 points below", "bad"]]);
});

Deno.test("referenceRow writes the interval of several seeds", () => {
  const { reference, ours } = referenceRow({ ...row, ours: summarize([0.98, 0.99, 1]) });
  assertEquals([reference, ours], ["98.10\u202f%", "99.00\u202f% (96.52 to 100.00)"]);
});

Deno.test("referenceRow gives no verdict of other images, and a bad one where nothing was completed", () => {
  const other = referenceRow({ ...row, ours: summarize([0.5]), dataset: "digits" });
  assertEquals([other.verdict, other.tone], ["other images", "muted"]);
  const none = referenceRow({ ...row, ours: null });
  assertEquals([none.ours, none.verdict, none.tone], ["–", "no trial was completed", "bad"]);
});
