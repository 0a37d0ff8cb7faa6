import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { sampleBoardData, samplePlan, sampleTrials } from "../testing/mod.ts";
import { problemPage } from "./problem_page.ts";

Deno.test("problemPage has the losses, curves against budget and time, arrivals and every hyperparameter's search", async () => {
  const { answer, sections } = problemPage(await sampleBoardData(), 0);
  assertEquals(answer, "AdamW has the lowest test loss");
  assertEquals(sections.map(({ title }) => title), [
    "Judges",
    "Curves",
    "Arrivals",
    "Search",
    "Learning rate and other hyperparameters",
    "Edges of the searches",
    "Paper",
  ]);
  const [judges, curves, arrivals, search] = sections;
  assert(judges.kind === "table");
  // The best rule over itself, and the others over it.
  const [best, next] = judges.rows.map((row) => (row[2] as { value: number }).value);
  assert(best === 1 && next > 1);
  assertMatch((judges.rows[1][2] as { note: string }).note, /^1\.\d+ to 1\.\d+, not told apart$/);
  assertMatch(judges.note!, /less than a factor of 1\.\d\d would not have been seen/);
  assert(curves.kind === "lines" && arrivals.kind === "lines" && search.kind === "scatter");
  const [budget, time] = curves.charts;
  // A step of momentum takes 0.9 of one of AdamW.
  assertEquals(budget.series[0].points.map(({ x }) => x), [50, 100]);
  assertEquals(time.series[0].points.map(({ x }) => x), [45, 90]);
  // AdamW gets to its own loss, momentum, whose losses are higher, does not.
  const [lost, arrived] = arrivals.charts[0].series.map(({ points }) => points.at(-1)!.y);
  assertEquals([lost, arrived], [0, 0.75]);
  assertEquals(search.charts.map(({ x }) => x), [
    "learningRate",
    "1 − momentum",
    "1 − beta1",
    "1 − beta2",
    "epsilon",
    "weightDecay",
  ]);
});

Deno.test("problemPage puts a decay of 0 and a trial that was lost where they can be seen", async () => {
  const plan = samplePlan();
  const trials = sampleTrials(plan).map((trial) =>
    trial.rule === "adamw" && trial.phase === "search"
      ? {
        ...trial,
        hyperparameters: { ...trial.hyperparameters, weightDecay: trial.draw % 2 === 0 ? 0 : 0.1 },
        ...(trial.draw === 3 && { status: "diverged" as const, validation: null }),
      }
      : trial
  );
  const { sections } = problemPage(await sampleBoardData(plan, trials), 0);
  const search = sections.find(({ title }) => title === "Search")!;
  assert(search.kind === "scatter");
  const { title, series: [{ points }] } = search.charts.find(({ x }) => x === "weightDecay")!;
  assertStringIncludes(title, "0 at 0.01");
  assertEquals(points.slice(0, 2).map(({ x, as }) => [x, as]), [[0.01, "chosen"], [
    0.1,
    undefined,
  ]]);
  assertEquals(points[3], { x: 0.1, y: 2.5, as: "lost" });
});

Deno.test("problemPage says of a rule that is another one here that it does not count", async () => {
  const plan = samplePlan();
  const problems = plan.problems.map((each) => ({ ...each, reductions: { momentum: "SGD" } }));
  const { headline } = problemPage(await sampleBoardData({ ...plan, problems }), 0);
  assertStringIncludes(headline, "Momentum is SGD here and does not count.");
});

Deno.test("problemPage has what was measured from inside the first judges, sharpness at the end", async () => {
  const { sections } = problemPage(await sampleBoardData(samplePlan({ diagnostics: true })), 0);
  const inside = sections.find(({ title }) => title === "Inside the training")!;
  assert(inside.kind === "group");
  const [table, lines] = inside.sections;
  assert(table.kind === "table" && lines.kind === "lines");
  assertEquals(table.rows.map(([, ...values]) => values), [
    [100, null, 0.001, 0.002],
    [200, null, 0.001, 0.002],
  ]);
  assertEquals(lines.charts.map(({ title }) => title), [
    "Sharpness",
    "Update over weights, hidden1",
    "Update over weights, scores",
  ]);
});

Deno.test("problemPage has the loss between solutions: lines, barriers and planes", async () => {
  const plan = samplePlan({ landscape: true });
  const { sections } = problemPage(await sampleBoardData(plan), 0);
  const between = sections.find(({ title }) => title === "Between solutions")!;
  assert(between.kind === "group");
  assertStringIncludes(String(between.text), "1 other optimizer, each");
  assertStringIncludes(String(between.text), "None of it counts in a budget");
  const [lines, barriers, planes] = between.sections;
  assert(lines.kind === "lines" && barriers.kind === "table" && planes.kind === "contours");
  assertEquals(lines.charts.map(({ title, series }) => [title, series.length]), [
    ["From the initial weights: training loss", 2],
    ["From the initial weights: validation loss", 2],
    ["From AdamW's solution: training loss", 1],
    ["From AdamW's solution: validation loss", 1],
  ]);
  // What is not finite is not drawn.
  assertEquals(lines.charts[2].series[0].points.map(({ x }) => x), [-0.5, 0, 0.5, 1]);
  const [from, to, ...numbers] = barriers.rows.at(-1)!;
  assertEquals([from, to].map((cell) => (cell as { value: string }).value), ["AdamW", "Momentum"]);
  assertEquals(numbers, [0.25, 0.125, 0.45, 0.45, 1]);
  assertEquals(barriers.rows[0][0], "Initial weights");
  assertEquals(planes.maps.map(({ title }) => title), [
    "Around AdamW's solution, in two random directions",
  ]);
  assert((await sampleBoardData()).trials.every(({ landscape }) => landscape === undefined));
});

Deno.test("problemPage says that a problem has no data, and counts a single example", async () => {
  const plan = samplePlan();
  const [problem] = plan.problems;
  const choice = { ...problem.choice, budget: { ...problem.choice.budget, batchSize: 1 } };
  const { facts } = problemPage(
    await sampleBoardData({ ...plan, problems: [{ ...problem, data: "", choice }] }),
    0,
  );
  const fact = (name: string) => facts!.find(({ term }) => term === name)!.value;
  assertEquals(fact("Data, SHA-256"), "no data");
  assertEquals(fact("Test loss"), "exact, over the population; no test examples");
  assertStringIncludes(fact("Budget"), "of 1 example at most");
});
