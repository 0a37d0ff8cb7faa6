import { assertEquals } from "@std/assert";
import { pageFinding } from "./page_finding.ts";

Deno.test("pageFinding: the answer before its reasons, or the headline alone", () => {
  assertEquals(pageFinding({ answer: "Adam wins", headline: "By far." }), "Adam wins: By far.");
  assertEquals(pageFinding({ headline: "Deeper is harder." }), "Deeper is harder.");
});
