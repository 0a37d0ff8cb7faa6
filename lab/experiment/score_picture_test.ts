import { assertEquals } from "@std/assert";
import { sampleRun } from "@descent/reports/testing";
import { scorePicture } from "./score_picture.ts";

Deno.test("scorePicture has a row for each group with a completed trial, and a value for each seed", () => {
  const lost = sampleRun({ status: "diverged", divergedAtStep: 1 });
  const groups = [
    { name: "a", title: "A", runs: [sampleRun({ seed: 1 }), sampleRun({ seed: 2 })] },
    { name: "b", title: "B", runs: [lost] },
  ];
  const picture = scorePicture(groups, "validation/accuracy")!;
  assertEquals(picture.rows.map(({ name, values }) => [name, values]), [["a", [0.975, 0.975]]]);
  assertEquals(picture.format, "percent");
  assertEquals(scorePicture(groups.slice(1), "validation/accuracy"), undefined);
  assertEquals(scorePicture([], "test/loss"), undefined);
});
