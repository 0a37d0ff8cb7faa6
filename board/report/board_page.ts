import { formatNumber, type Page, type Section } from "@descent/reports";
import { ablationSections } from "./_ablation_sections.ts";
import { againstSections } from "./_against_section.ts";
import { canBeSignificant } from "../analysis/over_problems.ts";
import type { BoardData } from "./board_data.ts";
import { boardTitles } from "./board_data.ts";
import { type Finding, findings, ratioText } from "./findings.ts";
import { budgetRanks } from "../analysis/budget_ranks.ts";
import { budgetRankSection, budgetSection } from "./_budget_sections.ts";
import { contentsSections } from "./_contents_sections.ts";
import { costsSection } from "./_costs_section.ts";
import { leaderboardSection } from "./_leaderboard_section.ts";
import { matrixSection } from "./_matrix_section.ts";
import { pageFrame, rulesByScore } from "./_names.ts";
import { pairsMatrix, pairsSection } from "./_pairs_section.ts";
import { profileSection } from "./_profile_section.ts";
import { rankSection } from "./_rank_section.ts";
import { robustnessSections } from "./_robustness_sections.ts";
import { scheduleSections } from "./_schedule_section.ts";
import { sensitivitySection } from "./_sensitivity_section.ts";
import { targetSections } from "./_target_section.ts";
import { testExamplesSection } from "./_test_examples_section.ts";
import { tuningSection } from "./_tuning_section.ts";

/**
 * The first page of a run: findings, leaderboard and evidence. {@linkcode boardPages} are those that it leads to.
 *
 * @category Report
 * @param data The run, see {@linkcode BoardData}.
 * @returns The page.
 *
 * @example
 * ```ts
 * import { boardPage } from "@descent/board";
 * import { sampleBoardData } from "@descent/board/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(boardPage(await sampleBoardData()).title, "2 update rules on one problem");
 * ```
 */
export function boardPage(data: BoardData): Page {
  const { plan, tables, trials, analysis } = data;
  const titles = boardTitles(plan);
  const told = findings(data);
  const { losses, stability } = analysis;
  const judged = rulesByScore(data).map((place) => losses.rules[place]);
  const budgets = budgetRanks(plan, trials, analysis.tuning);
  const { parent: _, ...frame } = pageFrame(data);
  const sections: Section[] = [
    {
      kind: "text",
      title: "Findings",
      text: [
        ...(data.contenders === undefined ? [] : [
          `${
            new Intl.ListFormat("en").format(data.contenders.map(titles.rule))
          } ran now; the other rules are of an earlier run, with the same problems, seeds and budgets.`,
        ]),
        `Each rule against ${titles.rule(plan.reference)}, as planned:`,
      ],
      points: told.map(({ sentence }) => sentence),
    },
    ...againstSections(data),
    leaderboardSection(data),
    costsSection(data),
    matrixSection(data),
    budgetSection(data, budgets),
    budgetRankSection(data, budgets),
    tuningSection(data),
    ...ablationSections(data),
    rankSection(data),
    profileSection(data),
    ...targetSections(data),
    ...scheduleSections(data),
    ...robustnessSections(data),
    pairsMatrix(data),
    pairsSection(data),
    ...testExamplesSection(data),
    sensitivitySection(data),
    ...contentsSections(data),
  ];
  return {
    ...frame,
    title: `${losses.rules.length} update rules on ${
      losses.problems.length === 1 ? "one problem" : `${losses.problems.length} problems`
    }`,
    ...answerOf(told, data),
    picture: {
      title: "Score, 0 tuned momentum or the untrained model, 1 the best rule",
      caption: "interquartile mean with its 95 % interval, and below it the mean on each problem",
      format: "number",
      rows: judged.slice(0, MOST_ROWS).map((name) => {
        const place = losses.rules.indexOf(name);
        const [low, high] = stability.intervals[place];
        return {
          name,
          title: titles.rule(name),
          values: analysis.scores[place].map((seeds) =>
            seeds.reduce((sum, z) => sum + z, 0) / seeds.length
          ),
          mean: stability.means[place],
          confidence: (high - low) / 2,
        };
      }),
    },
    facts: [
      {
        term: "Trials",
        value: `${
          formatNumber(trials.length, "count")
        }: ${plan.draws} settings of a search, ${losses.seeds.length} judges`,
      },
      { term: "Tables, SHA-256", value: tables.slice(0, 16) },
      { term: "Could not have been seen", value: undetectableText(data) },
      {
        term: "Valid for",
        value: "networks of 10² to 10⁵ numbers and this schedule, not for large models",
      },
    ],
    sections,
  };
}

/** More rows do not fit beside the answer. */
const MOST_ROWS = 8;

function answerOf(
  told: readonly Finding[],
  { plan, contenders = [], analysis: { losses } }: BoardData,
): Pick<Page, "answer" | "headline"> {
  const titles = boardTitles(plan);
  const [joined] = told.filter(({ rule }) => contenders.includes(rule));
  if (joined !== undefined) {
    const { rule, comparison: { verdict }, sentence } = joined;
    const words = { better: "better than", worse: "worse than", equivalent: "as good as" };
    const against = titles.rule(plan.reference);
    return {
      answer: verdict === "undecided"
        ? `${titles.rule(rule)} against ${against} is undecided`
        : `${titles.rule(rule)} is ${words[verdict]} ${against}`,
      // The answer has its first words.
      headline: sentence.replace(/^[^:]+: [^.]+\. /, ""),
    };
  }
  const reference = titles.rule(plan.reference);
  const of = (verdict: string) => told.filter(({ comparison }) => comparison.verdict === verdict);
  const names = (some: readonly Finding[]) =>
    new Intl.ListFormat("en").format(some.map(({ rule }) => titles.rule(rule)));
  const better = of("better");
  const count = losses.problems.length;
  if (told.length > 0 && !canBeSignificant(count, told.length)) {
    const { rule, comparison } = told.toSorted((a, b) =>
      a.comparison.effect - b.comparison.effect
    )[0];
    const lowest = comparison.effect < 0
      ? `${titles.rule(rule)} has the lowest losses here, typically ${
        ratioText(comparison)
      } times those of ${reference}`
      : `${reference} has the lowest losses here`;
    return {
      answer: `${
        count === 1 ? "One problem is" : `${count} problems are`
      } too few to tell rules apart`,
      headline: `${lowest}, but no difference over so few problems could be significant.`,
    };
  }
  const counts = [
    ...(["equivalent", "worse", "undecided"] as const).flatMap((verdict) => {
      const some = of(verdict);
      if (some.length === 0) return [];
      const words = {
        equivalent: "within 2 % of it",
        worse: "worse",
        undecided: "undecided",
      };
      return [`${names(some)} ${some.length === 1 ? "is" : "are"} ${words[verdict]}`];
    }),
  ].join("; ");
  const first = better.length === 0
    ? ""
    : `${titles.rule(better[0].rule)}'s loss is typically ${
      ratioText(better[0].comparison)
    } times that of ${reference}. `;
  return {
    answer: better.length === 0
      ? `No rule is shown to be better than ${reference}`
      : `${names(better)} ${better.length === 1 ? "is" : "are"} better than ${reference}`,
    headline: `${first}${counts === "" ? "" : `${counts}.`}`,
  };
}

/** The differences between rules that this many problems leave in the dark. */
function undetectableText({ analysis: { primary, losses } }: BoardData): string {
  const count = losses.problems.length;
  if (!canBeSignificant(count, primary.length)) {
    return `any difference over problems: ${count} ${
      count === 1 ? "is" : "are"
    } too few for ${primary.length} ${primary.length === 1 ? "comparison" : "comparisons"}`;
  }
  const factors = primary.flatMap(({ detectable }) => detectable ?? []).sort((a, b) => a - b);
  if (factors.length === 0) return "unknown: no rule differs";
  const middle = factors[Math.floor(factors.length / 2)];
  return `differences under ${
    formatNumber(100 * (1 - 1 / middle), "number")
  } % of the loss, over problems (median rule, power 80 %)`;
}
