import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { renderPage } from "@descent/reports";
import { sampleBoardData, samplePlan, sampleTrials } from "../testing/mod.ts";
import { boardPage } from "./board_page.ts";

Deno.test("boardPage is headed by the plan's hash and what could not have been seen", async () => {
  const data = await sampleBoardData();
  const page = boardPage(data);
  assertStringIncludes(page.kicker, data.hash.slice(0, 12));
  const titles = page.sections.map(({ title }) => title);
  for (const title of ["Findings", "Leaderboard", "Order by tuning budget", "Every pair"]) {
    assert(titles.includes(title), title);
  }
  const { value } = page.facts!.find(({ term }) => term === "Could not have been seen")!;
  assertEquals(value, "any difference over problems: 1 is too few for 1 comparison");
});

Deno.test("boardPage renders, the same bytes again", async () => {
  const data = await sampleBoardData();
  const document = await renderPage(boardPage(data));
  assertEquals(await renderPage(boardPage(data)), document);
  assertStringIncludes(document, "One problem is too few to tell rules apart");
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
  assertStringIncludes(await renderPage(boardPage(data)), "</html>");
});

Deno.test("boardPage says of four judges that they show nothing on a single problem", async () => {
  const page = boardPage(await sampleBoardData());
  const pairs = page.sections.find(({ title }) => title === "Every pair, in numbers")!;
  assertStringIncludes(String(pairs.text), "With 4 judges no difference on a single problem");
});

Deno.test("boardPage of a rule that joined an earlier run is about that rule", async () => {
  const data = { ...await sampleBoardData(), contenders: ["momentum"] };
  const { answer, headline, sections: [findings] } = boardPage(data);
  assertEquals(answer, "Momentum against AdamW is undecided");
  assertMatch(headline, /^Its loss is typically /);
  assertStringIncludes(
    String(findings.text),
    "Momentum ran now; the other rules are of an earlier",
  );
});

Deno.test("boardPage says what a rule costs and how it tunes, and leaves out what nobody measured", async () => {
  const data = await sampleBoardData();
  const tableOf = (own: typeof data) => {
    const table = boardPage(own).sections.find(({ title }) =>
      title.startsWith("What a rule costs")
    )!;
    assert(table.kind === "table");
    return table;
  };
  const { columns, rows } = tableOf(data);
  assertEquals(columns.map(({ title }) => title), [
    ...["Rule", "Tunability ω", "Best of 1 draw", "Best of 8", "Sensitivity", "P(diverge)"],
    ...["Time of a step", "Bytes of state"],
  ]);
  // AdamW, which is the reference and the better one, keeps two numbers for each weight, momentum one.
  assertEquals(rows.map((row) => row.at(-1)), [8, 4]);
  assertEquals(rows.map((row) => row.at(-2)), [1, 0.9]);
  assertEquals(rows[0][1], { value: 1 });
  const untimed = tableOf({ ...data, stepCosts: {} });
  assertEquals(untimed.columns.length, columns.length - 1);
  assertStringIncludes(untimed.note!, "in no table that this page is made from");
});

Deno.test("boardPage has the optimality gap beside the score, and the verdict beside the loss", async () => {
  const data = await sampleBoardData();
  const leaderboard = boardPage(data).sections.find(({ title }) => title === "Leaderboard")!;
  assert(leaderboard.kind === "table");
  const [, adamw] = data.analysis.stability.gaps;
  const [best, other] = leaderboard.rows;
  assertEquals((best[2] as { value: number }).value, adamw);
  assertEquals([best[4], other[4]], [null, "undecided"]);
});

Deno.test("boardPage has AlgoPerf's score beside the board's, and says what is wrong with it", async () => {
  const section = boardPage(await sampleBoardData()).sections
    .find(({ title }) => title === "Time to a loss")!;
  assert(section.kind === "group");
  const [lines, scores] = section.sections;
  assert(lines.kind === "lines" && scores.kind === "table");
  assertEquals(lines.charts.length, 2);
  // AdamW is as fast as itself and the fastest, and momentum does not get there.
  assertEquals(scores.rows.map(([, own, other]) => [own, (other as { value: number }).value]), [
    [0.5, 1],
    [0, 0],
  ]);
  assertStringIncludes(scores.note!, "Gould and Scott 2016");
});

Deno.test("boardPage says which test losses are exact, and what other examples could change", async () => {
  const plan = samplePlan();
  const [problem] = plan.problems;
  const choice = {
    ...problem.choice,
    options: { ...problem.choice.options, testCount: 1000, validationCount: 500 },
  };
  const trials = sampleTrials(plan).map((trial) =>
    trial.phase === "judge" && trial.rule === "adamw"
      ? { ...trial, validation: trial.validation! / 1.1 }
      : trial
  );
  const rowOf = async (own = trials) => {
    const data = await sampleBoardData({ ...plan, problems: [{ ...problem, choice }] }, own);
    const table = boardPage(data).sections.find(({ title }) =>
      title.startsWith("What other test")
    )!;
    assert(table.kind === "table");
    return table.rows[0].map((cell) =>
      typeof cell === "object" ? cell?.text ?? cell?.value ?? null : cell
    );
  };
  // A tenth between the rules, of which the validation part, half as large, has a third of the variance.
  const half = 1.959964 * Math.sqrt(2 / 3 * Math.log(1.1) ** 2 / 2);
  assertEquals((await rowOf()).slice(1, 4).filter((_, column) => column !== 1), [
    "1,000 examples",
    `± ${(100 * Math.expm1(half)).toPrecision(2)} %`,
  ]);
  const exact = await rowOf(sampleTrials(plan));
  assertEquals([exact[1], exact[3]], ["exact", null]);
});

Deno.test("boardPage has the ranks without each problem, where there are several", async () => {
  const plan = samplePlan();
  const [problem] = plan.problems;
  const problems = ["p", "q"].map((name) => ({
    ...problem,
    title: name,
    choice: { ...problem.choice, name },
  }));
  const centres = { momentum: { p: 1, q: 1 }, adamw: { p: 1, q: 1 } };
  const several = { ...plan, problems, centres };
  // AdamW is the best on the first problem, momentum on the second, where AdamW is above the untrained model.
  const trials = sampleTrials(several).map((trial) =>
    trial.problem === "q" && trial.rule === "momentum" && trial.phase === "judge"
      ? { ...trial, test: trial.test! / 4 }
      : trial
  );
  const ranksOf = async (data: Promise<Awaited<ReturnType<typeof sampleBoardData>>>) => {
    const ranks = boardPage(await data).sections.find(({ title }) => title === "Ranks")!;
    assert(ranks.kind === "group");
    const table = ranks.sections.find(({ title }) => title === "Rank without one problem");
    assert(table === undefined || table.kind === "table");
    return table?.rows.map(([, , best, worst, , , without]) => [best, worst, without]);
  };
  assertEquals(await ranksOf(sampleBoardData(several, trials)), [[1, 2, "p"], [1, 2, "q"]]);
  assertEquals(await ranksOf(sampleBoardData()), undefined);
});
