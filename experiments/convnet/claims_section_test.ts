import { assertEquals } from "@std/assert";
import { sampleConvnet } from "./_sample_convnet.ts";
import { claimsSection } from "./claims_section.ts";
import type { Claim } from "./judge_claims.ts";

const { runs } = await sampleConvnet(({ problem }) =>
  problem.schedule === "constant" ? 0.98 : 0.99
);
const claims = (["confirmed", "refuted", "shared", "open"] as const).map((verdict): Claim => (
  { of: "Filter size", claimed: "7", ours: "7", detail: "", verdict }
));

Deno.test("claimsSection sets both accuracies beside the reference's, and every claim with its verdict", () => {
  const section = claimsSection(runs, claims, "mnist");
  assertEquals(
    section.kind === "reference" &&
      section.rows.map(({ what, verdict, tone }) => [what, verdict, tone]),
    [
      ["Validation accuracy, our best setting", "reached", "good"],
      ["Validation accuracy, the reference's setting", "0.50 points below", "bad"],
      ["Best: filter size", "confirmed", "good"],
      ["Best: filter size", "refuted", "bad"],
      ["Best: filter size", "among the best", "good"],
      ["Best: filter size", "cannot say", "muted"],
    ],
  );
});

Deno.test("claimsSection judges nothing on other images than the reference's", () => {
  const section = claimsSection(runs, claims, "digits");
  assertEquals(
    section.kind === "reference" && new Set(section.rows.map(({ verdict }) => verdict)),
    new Set(["other images"]),
  );
});
