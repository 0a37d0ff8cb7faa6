import { assertEquals } from "@std/assert";
import { sampleChecks } from "./_sample_checks.ts";
import { passesCheck, worstChecks } from "./worst_checks.ts";

Deno.test("worstChecks keeps the largest error of each tensor, and layers apart from the course's", () => {
  assertEquals(
    worstChecks(sampleChecks).map(({ group, title, tensor, error, count }) =>
      [group, title, tensor, error, count].join(" ")
    ),
    [
      "layer relu input 3e-12 2",
      "layer affine input 1.25e-10 1",
      "layer affine affine1.weight 0.01 1",
      "loss huber prediction 0 1",
      "course relu dx 3.2756e-12 1",
    ],
  );
});

Deno.test("An error that is no number is the worst, and fails", () => {
  const [first, second] = sampleChecks;
  const [worst] = worstChecks([first, { ...first, error: NaN }, second]);
  assertEquals(worst.error, NaN);
  assertEquals(passesCheck(worst), false);
  assertEquals(passesCheck({ error: Infinity, bound: 1 }), false);
});
