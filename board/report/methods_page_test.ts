import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { bibtexEntries } from "@descent/optim";
import { sampleBoardData, samplePlan } from "../testing/mod.ts";
import { methodsPage } from "./methods_page.ts";

Deno.test("methodsPage has its hashes and seeds, and LaTeX without a character that LaTeX reads", async () => {
  const plan = samplePlan();
  const rules = plan.rules.map((rule) => ({ ...rule, title: `50 % of_$x^2{}\\ & #` }));
  const data = await sampleBoardData({ ...plan, rules: [...rules], landscape: true });
  const { sections } = methodsPage(data);
  const [methods, latex, references, checklist] = sections;
  assert(methods.kind === "text" && latex.kind === "listing" && references.kind === "listing");
  assert(checklist.kind === "table");
  assertStringIncludes(methods.points![0], data.hash);
  assertStringIncludes(latex.listing, "\\paragraph{Plan.} 2 rules on 1 problem, fixed");
  assertStringIncludes(
    latex.listing,
    "50 \\% of\\_\\$x\\textasciicircum{}2\\{\\}\\textbackslash{} \\& \\#",
  );
  assertStringIncludes(latex.listing, "\\texttt{lab.json}");
  assertStringIncludes(latex.listing, "\\paragraph{Scores.} A judge has z = clamp(");
  assertStringIncludes(latex.listing, "$\\alpha$ from $-$0.5 to 1.5");
  assert(!/[^\\][%&#_]/.test(latex.listing), latex.listing);
  for (const { key } of bibtexEntries(references.listing)) {
    assertMatch(latex.listing, new RegExp(`\\\\cite\\{[^}]*${key}`));
  }
  const answers = checklist.rows.map(([, answer]) => answer).join("\n");
  for (const fact of [data.tables, plan.code, "Search 0, repeats 101, 102, judges 1, 2, 3, 4"]) {
    assertStringIncludes(answers, fact);
  }
});

Deno.test("methodsPage says what a contestant decides in either track", async () => {
  for (
    const [track, words] of [["rule", "Rule track: "], ["algorithm", "Algorithm track: "]] as const
  ) {
    const { sections: [methods] } = methodsPage(await sampleBoardData({ ...samplePlan(), track }));
    assert(methods.kind === "text");
    const said = methods.points!.filter((point) => /^\w+ track: /.test(point));
    assertEquals(said.map((point) => point.slice(0, words.length)), [words]);
  }
});
