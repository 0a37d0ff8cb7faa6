import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { sampleBoardData, samplePlan } from "../testing/mod.ts";
import { adamw, fixed } from "@descent/optim";
import { plannedRule } from "../protocol/planned_rule.ts";
import { boardPage } from "./board_page.ts";
import { rulePage } from "./rule_page.ts";

const data = await sampleBoardData();

Deno.test("rulePage has the rule's equation, search distributions and best settings", () => {
  const { headline, sections } = rulePage(data, 1);
  assertStringIncludes(headline, "Rank 1 of 2");
  const [rule, hyperparameters, settings] = sections;
  assertStringIncludes(String(rule.text), "w ← w − η·λ·w");
  assertStringIncludes(String(rule.text), "Where references disagree: Weight decay is multiplied");
  assert(hyperparameters.kind === "table" && settings.kind === "table");
  const searches = new Map(hyperparameters.rows.map(([name, , search]) => [name, search]));
  assertEquals(searches.get("beta1"), "its distance from 1 log-uniform from 0.01 to 0.5");
  assertEquals(
    searches.get("weightDecay"),
    "0 with probability 0.25, else log-uniform from 0.0001 to 1",
  );
  assertEquals(settings.rows.map(([first]) => typeof first === "string" ? first : "problem"), [
    "Default",
    "problem",
    "Median",
  ]);
});

Deno.test("rulePage has the interval of each ratio to the reference, which has none to itself", () => {
  const cellOf = (rule: number) => {
    const { sections } = rulePage(data, rule);
    const table = sections.find(({ title }) => title === "On each problem")!;
    assert(table.kind === "table");
    return table.rows[0][2] as { readonly value: number; readonly note?: string };
  };
  const { value, note } = cellOf(0);
  const { difference, confidence } = data.analysis.onProblems[0];
  assertAlmostEquals(value, Math.exp(difference), 1e-12);
  const ends = note!.split(" to ").map(Number);
  assertAlmostEquals(ends[0], Math.exp(difference - confidence!), 0.005);
  assertAlmostEquals(ends[1], Math.exp(difference + confidence!), 0.005);
  assertEquals(cellOf(1).note, undefined);
});

Deno.test("rulePage has the tuning curve with its band to half of the draws, beside the reference's", () => {
  const tableOf = (rule: number) => {
    const table = rulePage(data, rule).sections.find(({ title }) => title === "Best of k draws")!;
    assert(table.kind === "table");
    return table;
  };
  const { columns, rows } = tableOf(0);
  assertEquals(columns.map(({ title }) => title), ["Draws k", "Momentum", "AdamW"]);
  assertEquals(rows.map(([k]) => k), [1, 2, 3, 4]);
  const { value, note } = rows[1][1] as { readonly value: number; readonly note: string };
  assertEquals(value, data.analysis.tuning.ratios[0][1]);
  assertMatch(note, /^\d\.\d\d to \d\.\d\d$/);
  assertEquals(tableOf(1).columns.length, 2);
});

Deno.test("rulePage measures the identities of its rule", () => {
  const identities = rulePage(data, 1).sections.find(({ title }) => title === "Identities")!;
  assert(identities.kind === "table" && identities.rows.length > 2);
  for (const [, distance] of identities.rows) {
    assertEquals((distance as { readonly tone: string }).tone, "good");
  }
});

Deno.test("rulePage says what a third party's rule is, of which no catalogue knows", async () => {
  const plan = samplePlan();
  const rules = plan.rules.map((rule) => ({ ...rule, digest: "4".repeat(64) }));
  const { facts, sections } = rulePage(await sampleBoardData({ ...plan, rules }), 0);
  assertStringIncludes(facts!.find(({ term }) => term === "From")!.value, "a third party's file");
  assertEquals(facts!.find(({ term }) => term === "State")!.value, "not measured");
  assertEquals(sections[0].title, "Hyperparameters");
});

Deno.test("rulePage says what tuning buys where a rule of the run holds some of it, and that one what it holds", async () => {
  const plan = samplePlan();
  const held = plannedRule({ plugin: fixed(adamw, ["beta1"], { name: "held" }), source: null });
  const data = await sampleBoardData({
    ...plan,
    rules: [...plan.rules, held],
    centres: { ...plan.centres, held: plan.centres.adamw },
    priorProblems: { ...plan.priorProblems, held: 0 },
  });
  const title = "What tuning each hyperparameter buys";
  const table = rulePage(data, 1).sections.find((section) => section.title === title)!;
  assert(table.kind === "table");
  assertEquals(table.columns.map(({ title }) => title), ["Problem", "beta1 0.9"]);
  assertEquals(table.rows.length, 2);
  assertEquals(rulePage(data, 0).sections.some((section) => section.title === title), false);
  const own = rulePage(data, 2).sections.find(({ title }) => title === "Hyperparameters")!;
  assertStringIncludes(String(own.note), "Held and never drawn: beta1 0.9.");
  assert(
    boardPage(data).sections!.some(({ title }) => title === "What tuning a hyperparameter buys"),
  );
});
