import { summarize } from "@descent/reports";
import { assertEquals } from "@std/assert";
import { referenceRow } from "./reference_row.ts";

const row = { what: "Training accuracy", reference: 0.981, dataset: "mnist" };

Deno.test("referenceRow says reached or missed only by more than the noise of several seeds", () => {
  const verdicts = [0.983, 0.9811, 0.97].map((mean) => {
    const seeds = [-0.0005, 0, 0.0005].map((noise) => mean + noise);
    const { verdict, tone } = referenceRow({ ...row, ours: summarize(seeds) });
    return [verdict, tone];
  });
  assertEquals(verdicts, [["reached", "good"], ["cannot say", "muted"], [
    "1.10 points below",
    "bad",
  ]]);
  for (const values of [[0.99], [0.99, 0.991], [0.99, 0.99, 0.99]]) {
    assertEquals(referenceRow({ ...row, ours: summarize(values) }).verdict, "cannot say");
  }
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
