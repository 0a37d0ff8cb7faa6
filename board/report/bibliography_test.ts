import { assertEquals } from "@std/assert";
import { bibtexEntries, formatBibtex } from "@descent/optim";
import { samplePlan } from "../testing/mod.ts";
import { bibliography } from "./bibliography.ts";

Deno.test("bibliography of a third party's rule is its citation, whatever that is", () => {
  const plan = samplePlan();
  const rules = plan.rules.map((rule) => ({
    ...rule,
    digest: "4".repeat(64),
    title: "} @evil{",
    reference: "me {2025} \\input{x}",
  }));
  const { rules: [entries] } = bibliography({ ...plan, rules });
  assertEquals(bibtexEntries(formatBibtex(entries)), [...entries]);
  assertEquals(entries[0].fields.year, "2025");
  assertEquals(entries[0].key, "momentum");
});

Deno.test("bibliography of a problem without BibTeX is its citation", () => {
  const { problems: [[{ type, fields }]] } = bibliography(samplePlan());
  assertEquals([type, fields.author], ["misc", "CS231n, Stanford: FullyConnectedNets"]);
});
