import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { sampleBoardData, samplePlan, sampleTrials } from "../testing/mod.ts";
import { boardPage } from "./board_page.ts";
import { findings } from "./findings.ts";

/** The sample's problem, so many times. */
function planOf(count: number) {
  const { problems: [problem] } = samplePlan();
  const names = Array.from({ length: count }, (_, index) => `p${index}`);
  const rates = Object.fromEntries(names.map((name) => [name, 0.01]));
  return samplePlan({
    problems: names.map((name) => ({
      ...problem,
      title: name,
      choice: { ...problem.choice, name },
    })),
    centres: { momentum: rates, adamw: rates },
  });
}

const sentenceOf = async (count: number, factor: number) => {
  const plan = planOf(count);
  const data = await sampleBoardData(plan, sampleTrials(plan, factor));
  const [{ sentence, comparison }] = findings(data);
  return { sentence, verdict: comparison.verdict };
};

Deno.test("findings say that too few problems could not have shown anything", async () => {
  const { sentence, verdict } = await sentenceOf(3, 1.5);
  assertEquals(verdict, "undecided");
  assertStringIncludes(sentence, "No difference over 3 problems could have been significant");
});

Deno.test("findings say how large and how sure, and that no single problem decides", async () => {
  const { sentence, verdict } = await sentenceOf(9, 1.5);
  assertEquals(verdict, "better");
  assertMatch(
    sentence,
    /typically 0\.6\d+ \(95 % interval 0\.6\d+ to 0\.6\d+\) times that of AdamW/,
  );
  assertStringIncludes(sentence, "lower on 9 of 9 problems");
  assertStringIncludes(sentence, "holds without any single one");
});

Deno.test("findings call rules equivalent only after the test for it", async () => {
  const { sentence, verdict } = await sentenceOf(9, 1);
  assertEquals(verdict, "equivalent");
  assertStringIncludes(sentence, "less than 2 % apart");
});

Deno.test("findings name the problem without which a verdict would not hold", async () => {
  // With six problems the smallest probability is 2/64; without any of them it is 2/32.
  const { sentence, verdict } = await sentenceOf(6, 1.5);
  assertEquals(verdict, "better");
  assertMatch(sentence, /would not hold without p0, p1, p2, p3, p4, or p5/);
});

Deno.test("findings name a rule that used more than its budget", async () => {
  const plan = samplePlan();
  const trials = sampleTrials(plan).map((trial) =>
    trial.rule === "momentum" ? { ...trial, evaluations: 300 } : trial
  );
  const [{ sentence }] = findings(await sampleBoardData(plan, trials));
  assertStringIncludes(sentence, "up to 3 times the gradient evaluations of the budget");
});

Deno.test("findings say whether settings hold on variants, and what could not have been seen there", async () => {
  const plan = planOf(6);
  const variants = [1, 2].map((seed) => ({ seed, options: { hidden: 50 }, data: "" }));
  const varied = { ...plan, problems: plan.problems.map((problem) => ({ ...problem, variants })) };
  const data = await sampleBoardData(varied);
  assertStringIncludes(
    findings(data)[0].sentence,
    "On variants of the problems, untuned, its loss is typically 1.01 times that of AdamW: it gains there (",
  );
  const section = boardPage(data).sections.find(({ title }) => title === "Robustness")!;
  assertMatch(
    String(section.text),
    /Could not have been seen over 6 problems: losses of less than/,
  );
  assertEquals(findings(await sampleBoardData(plan))[0].sentence.includes("On variants"), false);
  const without = boardPage(await sampleBoardData(plan)).sections.map(({ title }) => title);
  assertEquals(without.includes("Robustness"), false);
});
