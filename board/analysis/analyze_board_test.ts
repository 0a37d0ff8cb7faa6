import { assert, assertEquals } from "@std/assert";
import { samplePlan, sampleTrials } from "../testing/mod.ts";
import { analyzeBoard } from "./analyze_board.ts";

/** Nine copies of the sample's problem, enough for one comparison to be significant. */
function manyProblems() {
  const { problems: [problem], centres } = samplePlan();
  const problems = Array.from({ length: 9 }, (_, index) => ({
    ...problem,
    choice: { ...problem.choice, name: `p${index}` },
  }));
  const all = (rate: number) =>
    Object.fromEntries(problems.map(({ choice }) => [choice.name, rate]));
  return samplePlan({
    problems,
    centres: Object.fromEntries(Object.keys(centres).map((rule) => [rule, all(0.01)])),
  });
}
const OPTIONS = { replicates: 100 };

Deno.test("analyzeBoard: better, worse and equivalent where they are, with their letters", () => {
  const plan = manyProblems();
  const verdict = (factor: number) => {
    const { primary: [{ verdict }], letters } = analyzeBoard(
      plan,
      sampleTrials(plan, factor),
      OPTIONS,
    );
    return [verdict, ...letters];
  };
  // The second rule's loss is this times that of the first, which is compared with it.
  assertEquals(verdict(0.8), ["worse", "b", "a"]);
  assertEquals(verdict(1.25), ["better", "a", "b"]);
  assertEquals(verdict(1), ["equivalent", "a", "a"]);
});

Deno.test("analyzeBoard: the same bits again, and for trials in another order", () => {
  const plan = manyProblems();
  const trials = sampleTrials(plan);
  const first = JSON.stringify(analyzeBoard(plan, trials, OPTIONS));
  assertEquals(JSON.stringify(analyzeBoard(plan, trials, OPTIONS)), first);
  const judgesFirst = trials.toSorted((a, b) =>
    Number(b.phase === "judge") - Number(a.phase === "judge")
  );
  assertEquals(JSON.stringify(analyzeBoard(plan, judgesFirst, OPTIONS)), first);
});

Deno.test("analyzeBoard does not count a rule where it is another one", () => {
  const plan = manyProblems();
  const problems = plan.problems.map((problem, index) => ({
    ...problem,
    reductions: index < 4 ? { momentum: "AdamW" } : {},
  }));
  const { primary: [{ differences }] } = analyzeBoard(
    { ...plan, problems },
    sampleTrials(plan),
    OPTIONS,
  );
  assertEquals(differences.map((each) => each === null), [
    ...[true, true, true, true],
    ...[false, false, false, false, false],
  ]);
  assert(analyzeBoard(plan, sampleTrials(plan), OPTIONS).agreement === null);
});
