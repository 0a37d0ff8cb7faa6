import { formatNumber, type TableSection } from "@descent/reports";
import type { Ablation } from "../analysis/ablations.ts";
import { type BoardData, boardTitles } from "./board_data.ts";
import { ratioOf } from "./_matrix_section.ts";
import { problemHref, ruleHref } from "./_names.ts";

/** The worth of tuning each hyperparameter, for rules that the run holds some of; none where it holds none. */
export function ablationSections({ plan, analysis: { ablations } }: BoardData): TableSection[] {
  if (ablations.length === 0) return [];
  const titles = boardTitles(plan);
  return [{
    kind: "table",
    title: "What tuning a hyperparameter buys",
    text:
      "The best of T settings with hyperparameters held at their defaults, over the best of T with all drawn. Above 1, " +
      "tuning them lowers the loss; below 1, the draws are better spent on the others.",
    columns: [
      { title: "Rule" },
      { title: "Held at its default" },
      { title: `Best of ${ablations[0].draws}` },
      { title: `Best of all ${plan.draws}` },
      { title: "Worse when held" },
    ],
    rows: ablations.map((ablation) => [
      { value: titles.rule(ablation.of), series: ablation.of, href: ruleHref(ablation.of) },
      { value: heldText(ablation), href: ruleHref(ablation.rule) },
      { value: ablation.ratio, note: intervalText(ablation) },
      ablation.ratioOfAll,
      `${ablation.logs.filter((log) => log !== null && log > 0).length} of ${
        ablation.logs.filter((log) => log !== null).length
      }`,
    ]),
    note: NOTE,
  }];
}

/** The same for one rule, problem by problem. */
export function ruleAblationSections(
  { plan, analysis }: BoardData,
  rule: number,
): TableSection[] {
  const own = analysis.ablations.filter(({ of }) => of === plan.rules[rule].name);
  if (own.length === 0) return [];
  return [{
    kind: "table",
    title: "What tuning each hyperparameter buys",
    text: `The best of ${own[0].draws} settings with it held at its default, over the best of ${
      own[0].draws
    } with all drawn. Above 1, tuning it lowers the loss.`,
    columns: [{ title: "Problem" }, ...own.map((each) => ({ title: heldText(each) }))],
    rows: [
      ...plan.problems.map(({ choice, title }, problem) => [
        { value: title, href: problemHref(choice.name) },
        ...own.map(({ logs: { [problem]: log } }) =>
          log === null ? null : { value: Math.exp(log), text: ratioOf(log) }
        ),
      ]),
      [
        "Typical",
        ...own.map((each) => ({ value: each.ratio, note: intervalText(each) })),
      ],
    ],
    note: NOTE,
  }];
}

const NOTE =
  "Exploratory: by validation loss with the one seed of the search, so it depends on that seed and on the number of draws; no fresh " +
  "seeds judge it here. Both searches draw the same values for all that is not held. Interval: 95 %, the draws of a search drawn " +
  "anew, the same for all problems; it says nothing of other problems. Typical: log ratios clamped to a factor of e and averaged.";

function heldText({ values }: Ablation): string {
  return Object.entries(values).map(([name, value]) => `${name} ${formatNumber(value, "number")}`)
    .join(", ");
}

function intervalText({ interval: [low, high] }: Ablation): string {
  return `${formatNumber(low, "number")} to ${formatNumber(high, "number")}`;
}
