import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { optimizerCatalogue } from "@descent/optim";
import { renderPage } from "@descent/reports";
import { plannedRule } from "../protocol/planned_rule.ts";
import { presets } from "../protocol/preset.ts";
import { sampleBoardData, samplePlan, sampleTrials } from "../testing/mod.ts";
import { boardPage } from "./board_page.ts";
import { boardPages } from "./board_pages.ts";

/** The sample's problem under a name of the board, and every rule of the standard board. */
async function standardPages() {
  const rules = presets.standard.rules.map((name) =>
    plannedRule({ plugin: optimizerCatalogue.find((each) => each.name === name)!, source: null })
  );
  const rates = Object.fromEntries(
    rules.map(({ name, defaults }) => [name, { "two-layer": defaults.learningRate }]),
  );
  const plan = samplePlan({
    rules,
    centres: rates,
    priorProblems: Object.fromEntries(rules.map(({ name }) => [name, 0])),
  });
  const data = await sampleBoardData(plan);
  return { data, index: boardPage(data), pages: boardPages(data) };
}

const linksOf = (html: string): string[] =>
  [...html.matchAll(/href="([^"#:]+\.html)"/g)].map(([, href]) => href);

Deno.test("boardPages have a page for every rule of the standard board, with its paper, equations, cost and settings", async () => {
  const { data, pages } = await standardPages();
  for (const { name, reference } of data.plan.rules) {
    const { facts, sections } = pages[`rule-${name}`];
    const fact = (wanted: string) => facts!.find(({ term }) => term === wanted)!.value;
    assertEquals(fact("Paper"), reference);
    assertStringIncludes(fact("State"), "bytes a trained number");
    const titles = sections.map(({ title }) => title);
    assertEquals(titles.slice(0, 4), [
      "Rule",
      "Hyperparameters",
      "Best settings",
      "On each problem",
    ]);
  }
});

Deno.test("boardPages are led to, lead back and to each other, and to nothing that is not there", async () => {
  const { index, pages } = await standardPages();
  const there = ["index", ...Object.keys(pages)].map((name) => `${name}.html`);
  const front = linksOf(await renderPage(index));
  assertEquals(there.slice(1).filter((name) => !front.includes(name)), []);
  for (const page of Object.values(pages)) {
    const html = await renderPage(page);
    const links = linksOf(html);
    assert(links.includes("index.html"));
    assertEquals(links.filter((name) => !there.includes(name)), [], page.title);
    assert(new TextEncoder().encode(html).length < 1_100_000, page.title);
  }
});

Deno.test("boardPages keep names of plugins text, and are the same bytes again", async () => {
  const hostile = `</td><img src=x onerror="document.title='hacked'">`;
  const plan = samplePlan();
  const data = await sampleBoardData({
    ...plan,
    rules: plan.rules.map((rule) => ({
      ...rule,
      title: `${hostile} ${rule.name}`,
      reference: hostile,
      digest: rule.name === "momentum" ? "4".repeat(64) : null,
    })),
  });
  for (const page of [boardPage(data), ...Object.values(boardPages(data))]) {
    const html = await renderPage(page);
    assert(!html.includes("<img"), page.title);
    assertEquals(await renderPage(page), html);
  }
});

Deno.test("boardPages render where a rule never completed a trial", async () => {
  const plan = samplePlan();
  const trials = sampleTrials(plan).flatMap((trial) =>
    trial.rule === "adamw"
      ? [trial]
      : trial.phase === "judge"
      ? []
      : [{ ...trial, status: "diverged" as const, validation: null, weights: null }]
  );
  const pages = boardPages(await sampleBoardData(plan, trials));
  for (const page of Object.values(pages)) {
    assertStringIncludes(await renderPage(page), "</html>");
  }
  assertStringIncludes(await renderPage(pages["problem-two-layer"]), "4 of 4");
});
