import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { renderPage } from "@descent/reports";
import { sampleBoardData, samplePlan, sampleTrials } from "../testing/mod.ts";
import { boardPage } from "./board_page.ts";

Deno.test("boardPage has a section for each problem and each rule, headed by the plan's hash", async () => {
  const data = await sampleBoardData();
  const page = boardPage(data);
  assertStringIncludes(page.kicker, data.hash.slice(0, 12));
  const titles = page.sections.map(({ title }) => title);
  for (const title of ["Findings", "Leaderboard", "What tuning buys", "Methods"]) {
    assert(titles.includes(title), title);
  }
  const tabs = page.sections.flatMap((section) => section.kind === "tabs" ? section.sections : []);
  assertEquals(tabs.map(({ title }) => title), ["Two-layer net (sample)", "Momentum", "AdamW"]);
});

Deno.test("boardPage renders, the same bytes again", async () => {
  const data = await sampleBoardData();
  const document = await renderPage(boardPage(data));
  assertEquals(await renderPage(boardPage(data)), document);
  assertStringIncludes(document, "One problem is too few to tell rules apart");
  assertStringIncludes(document, data.hash);
});

Deno.test("boardPage renders where a rule never completed a trial", async () => {
  const plan = samplePlan();
  const trials = sampleTrials(plan).flatMap((trial) =>
    trial.rule === "adamw"
      ? [trial]
      : trial.phase === "judge"
      ? []
      : [{ ...trial, status: "diverged" as const, validation: null, weights: null }]
  );
  const data = await sampleBoardData(plan, trials);
  const document = await renderPage(boardPage(data));
  assertStringIncludes(document, "4 of 4");
});

Deno.test("boardPage says of four judges that they show nothing on a single problem", async () => {
  const page = boardPage(await sampleBoardData());
  const pairs = page.sections.find(({ title }) => title === "Every pair")!;
  assertStringIncludes(String(pairs.text), "With 4 judges no difference on a single problem");
});

Deno.test("boardPage of a rule that joined an earlier run is about that rule", async () => {
  const data = { ...await sampleBoardData(), contenders: ["momentum"] };
  const { answer, sections: [findings] } = boardPage(data);
  assertEquals(answer, "Momentum against AdamW is undecided");
  assertStringIncludes(
    String(findings.text),
    "Momentum ran now; the other rules are of an earlier",
  );
});
