import { counted, formatNumber, type Page } from "@descent/reports";
import { formatBibtex } from "@descent/optim";
import { entriesOfProblem } from "./bibliography.ts";
import { BOARD_TARGETS, problemCatalogue, type ProblemPlugin } from "@descent/problems";
import { arrivalSection } from "./_arrival_section.ts";
import { type BoardData, boardTitles } from "./board_data.ts";
import { curvesSection } from "./_curves_section.ts";
import { judgesSection } from "./_judges_section.ts";
import { insideSections } from "./_inside_sections.ts";
import { betweenSolutions } from "./_between_solutions.ts";
import { meanOf, pageFrame, rulesByScore } from "./_names.ts";
import { variantSections } from "./_robustness_sections.ts";
import { searchSections } from "./_search_sections.ts";
import { testPartText } from "./_test_examples_section.ts";

/**
 * The page of a problem: who is best on it, how the losses fell, and how the searches went.
 *
 * @category Report
 * @param data The run, see {@linkcode BoardData}.
 * @param problem The problem's place among those that were judged.
 * @returns The page.
 *
 * @example
 * ```ts
 * import { problemPage } from "@descent/board";
 * import { sampleBoardData } from "@descent/board/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(problemPage(await sampleBoardData(), 0).title, "Two-layer net (sample)");
 * ```
 */
export function problemPage(data: BoardData, problem: number): Page {
  const { plan, trials, analysis: { losses, time } } = data;
  const name = losses.problems[problem];
  const place = plan.problems.findIndex(({ choice }) => choice.name === name);
  const { choice: { budget }, title, reductions, data: digest } = plan.problems[place];
  const own = trials.filter((trial) => trial.problem === name);
  const titles = boardTitles(plan);
  const judges = judgesSection(data, problem);
  const [first, second] = losses.rules.map((_, rule) => rule)
    .sort((a, b) => meanOf(losses.logs[a][problem]) - meanOf(losses.logs[b][problem]));
  const lossOf = (rule: number): string =>
    formatNumber(Math.exp(meanOf(losses.logs[rule][problem])), "number");
  const tied =
    judges.rows.filter((row) =>
      row.some((cell) => typeof cell === "object" && cell?.tone === "muted")
    ).length;
  const examples = data.analysis.testExamples.find((each) => each.problem === name);
  const frame = pageFrame(data);
  const target = BOARD_TARGETS.losses[name];
  const reduced = Object.entries(reductions).map(([rule, other]) =>
    `${titles.rule(rule)} is ${other} here and does not count.`
  );
  return {
    ...frame,
    kicker: `${frame.kicker} · problem`,
    title,
    answer: `${titles.rule(losses.rules[first])} has the lowest test loss`,
    headline: `${lossOf(first)}${
      second === undefined
        ? ""
        : `, before ${titles.rule(losses.rules[second])} with ${lossOf(second)}`
    }. ${
      tied === 0
        ? "Every other rule's is higher by more than noise"
        : `${tied} of ${losses.rules.length - 1} other rules cannot be told apart from it`
    }.${reduced.length === 0 ? "" : ` ${reduced.join(" ")}`}`,
    picture: {
      title: "Log loss, less is better",
      caption: "mean over judges, and below it each of them",
      format: "number",
      rows: rulesByScore(data)
        .toSorted((a, b) => meanOf(losses.logs[a][problem]) - meanOf(losses.logs[b][problem]))
        .slice(0, MOST_ROWS).map((rule) => ({
          name: losses.rules[rule],
          title: titles.rule(losses.rules[rule]),
          values: losses.logs[rule][problem],
          mean: meanOf(losses.logs[rule][problem]),
          confidence: null,
        })),
    },
    facts: [
      {
        term: "Trained numbers",
        value: own[0] === undefined ? "unknown" : formatNumber(own[0].parameters, "count"),
      },
      {
        term: "Budget",
        value: `${
          formatNumber(Math.max(0, ...own.map(({ evaluations }) => evaluations)), "count")
        } gradient evaluations of ${counted(budget.batchSize, "example")} at most`,
      },
      {
        term: "Untrained model",
        value: `loss ${formatNumber(Math.exp(meanOf(losses.untrained[problem])), "number")}`,
      },
      {
        term: "Time target",
        value: time.targets[place] === null
          ? "none"
          : `validation loss ${formatNumber(time.targets[place], "number")}`,
      },
      ...(target === undefined
        ? []
        : [{ term: `Target ${BOARD_TARGETS.version}`, value: formatNumber(target, "number") }]),
      ...(examples === undefined ? [] : [{ term: "Test loss", value: testPartText(examples) }]),
      { term: "Data, SHA-256", value: digest === "" ? "no data" : digest.slice(0, 16) },
      { term: "Reference", value: referenceOf(name) },
    ],
    sections: [
      judges,
      ...variantSections(data, name),
      curvesSection(data, own),
      ...arrivalSection(data, own, place),
      ...insideSections(data, own),
      ...betweenSolutions(data, own),
      ...searchSections(data, own, place),
      {
        kind: "listing",
        title: "Paper",
        listing: formatBibtex(entriesOfProblem(plan.problems[place])),
      },
    ],
  };
}

/** More rows do not fit beside the answer. */
const MOST_ROWS = 8;

function referenceOf(name: string): string {
  const plugin: ProblemPlugin | undefined = problemCatalogue.find((each) => each.name === name);
  return plugin?.reference ?? "a third party's problem";
}
