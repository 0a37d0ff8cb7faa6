import { assertEquals } from "@std/assert";
import { sampleConvNet } from "./_sample_conv_net.ts";
import { claimsSection } from "./claims_section.ts";
import type { Claim } from "./judge_claims.ts";

const sample = await sampleConvNet(({ seed }) => 0.99 + 1e-4 * seed);
const runs = {
  ...sample.runs,
  // What it reaches later than the reference run does not count.
  reference: sample.runs.reference.map(({ record, metrics: [row] }, seed) => ({
    record,
    metrics: [
      { ...row, epoch: 10, scores: { "validation/accuracy": 0.98 + 1e-4 * seed } },
      { ...row, epoch: 15, scores: { "validation/accuracy": 0.995 } },
    ],
  })),
};
const claims = (["confirmed", "refuted", "open"] as const).map((verdict): Claim => (
  { what: "Filter size", claimed: "7", ours: "7", detail: "", verdict }
));

Deno.test("claimsSection sets both accuracies beside the reference's, and every claim with its verdict", () => {
  const section = claimsSection(runs, { claims, dataset: "mnist" });
  assertEquals(
    section.kind === "reference" &&
      section.rows.map(({ what, verdict, tone }) => [what, verdict, tone]),
    [
      ["Validation accuracy, our best setting", "reached", "good"],
      ["Validation accuracy, the reference's setting", "0.49 points below", "bad"],
      ["Best: filter size", "confirmed", "good"],
      ["Best: filter size", "refuted", "bad"],
      ["Best: filter size", "cannot say", "muted"],
    ],
  );
});

Deno.test("claimsSection judges nothing on other images than the reference's", () => {
  const section = claimsSection(runs, { claims, dataset: "digits" });
  assertEquals(
    section.kind === "reference" && new Set(section.rows.map(({ verdict }) => verdict)),
    new Set(["other images"]),
  );
});
