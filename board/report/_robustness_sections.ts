import {
  counted,
  formatNumber,
  formatProbability,
  type GroupSection,
  type MatrixSection,
  SIGNIFICANCE,
  type TableSection,
  wilsonInterval,
} from "@descent/reports";
import type { OptionValues } from "@descent/problems";
import { canBeSignificant, type OverProblems, type Verdict } from "../analysis/over_problems.ts";
import type { Robustness } from "../analysis/robustness.ts";
import { type BoardData, boardTitles } from "./board_data.ts";
import { ratioOf } from "./_matrix_section.ts";
import { meanOf, problemHref, ruleHref } from "./_names.ts";

/** The verdict on a change, in a word. */
const WORDS: Readonly<Record<Verdict, string>> = {
  better: "gains",
  worse: "loses",
  equivalent: "holds within 2 %",
  undecided: "undecided",
};

/** Whether tuned settings hold on variants of their problems; nothing where the plan has none. */
export function robustnessSections(data: BoardData): GroupSection[] {
  const { plan, analysis: { robustness } } = data;
  if (robustness === null) return [];
  const { losses: { problems, seeds } } = robustness;
  const titles = boardTitles(plan);
  const reference = titles.rule(plan.reference);
  const without = plan.problems.filter(({ choice }) => !problems.includes(choice.name));
  return [{
    kind: "group",
    title: "Robustness",
    text: [
      `Each chosen setting was judged again, as it was, on ${seeds.length} variants of its problem: half or twice as wide, other initial weights, another activation, other data, drawn from the variant's number. ` +
      `Variants may be harder for every rule; so what counts is a rule's loss over ${reference}'s there, against the same ratio where both were tuned.`,
      ...without.length === 0 ? [] : [
        `Without variants: ${new Intl.ListFormat("en").format(without.map(({ title }) => title))}.`,
      ],
      unseenText(robustness),
    ],
    sections: [robustnessTable(data, robustness), changesMatrix(data, robustness)],
  }];
}

/** How a rule does on variants, for its finding; nothing where the plan has none. */
export function robustnessText(
  { plan, analysis: { robustness } }: BoardData,
  rule: string,
): string[] {
  const own = robustness?.rules.find((each) => each.rule === rule);
  if (own?.varied == null || own.change === null || problemCount(own.varied) === 0) return [];
  const { ratio, verdict, adjusted } = { ...own.change, ratio: own.varied.ratio };
  return [
    `On variants of the problems, untuned, its loss is typically ${
      formatNumber(ratio, "number")
    } times that of ${boardTitles(plan).rule(plan.reference)}: ${
      verdict === "undecided"
        ? "whether it loses or gains there is undecided"
        : `it ${WORDS[verdict]} there`
    } (${formatProbability(adjusted)} after Holm).`,
  ];
}

/** The changes that this many problems and variants leave in the dark. */
function unseenText({ rules, losses: { problems } }: Robustness): string {
  const changes = rules.flatMap(({ change }) => change ?? []);
  const most = Math.max(0, ...changes.map(problemCount));
  if (!canBeSignificant(most, changes.length)) {
    return `No change over ${
      most === 1 ? "one problem" : `${most} problems`
    } could have been significant among ${changes.length} ${
      changes.length === 1 ? "rule" : "rules"
    }, however large.`;
  }
  const factors = changes.flatMap(({ detectable }) => detectable ?? []).sort((a, b) => a - b);
  if (factors.length === 0) return "No rule's standing changed at all.";
  return `Could not have been seen over ${
    counted(problems.length, "problem")
  }: losses of less than ${
    formatNumber(100 * (factors[Math.floor(factors.length / 2)] - 1), "number")
  } % (median rule, power 80 %).`;
}

function robustnessTable({ plan }: BoardData, { rules, losses }: Robustness): TableSection {
  const titles = boardTitles(plan);
  const reference = titles.rule(plan.reference);
  const judges = losses.problems.length * losses.seeds.length;
  const order = rules.toSorted((a, b) => b.score - a.score);
  const ratio = (each: OverProblems | null) =>
    each === null ? { value: 1, text: "1" } : problemCount(each) === 0 ? null : {
      value: each.ratio,
      ...(each.interval !== null && { note: intervalText(each.interval) }),
    };
  const tones = { better: "good", worse: "bad", equivalent: "muted", undecided: "muted" } as const;
  return {
    kind: "table",
    title: "Tuned settings on variants",
    columns: [
      { title: "Rule" },
      { title: "Score on variants" },
      { title: `Loss over ${reference}'s, tuned` },
      { title: "The same on variants" },
      { title: "Change" },
      { title: "Would have been seen" },
      { title: "Own loss, variants over problems" },
      { title: "P(diverge) on variants", format: "percent" },
    ],
    rows: order.map(({ rule, tuned, varied, change, own, score, interval, diverged }) => {
      const [low, high] = wilsonInterval(diverged, judges);
      return [
        { value: titles.rule(rule), series: rule, href: ruleHref(rule) },
        { value: score, note: `${interval[0].toFixed(2)} to ${interval[1].toFixed(2)}` },
        ratio(tuned),
        ratio(varied),
        change === null ? { value: 1, text: "1" } : problemCount(change) === 0 ? null : {
          value: change.ratio,
          tone: tones[change.verdict],
          note: `${change.interval === null ? "" : `${intervalText(change.interval)}, `}${
            WORDS[change.verdict]
          }, ${formatProbability(change.adjusted)}`,
        },
        change?.detectable ?? null,
        ratio(own),
        {
          value: diverged / judges,
          note: `${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)} %`,
        },
      ];
    }),
    note:
      "Typical ratios over problems with their 95 % intervals, each problem at most a factor of e. Change: the ratio on variants " +
      "over the tuned one, above 1 where the setting holds worse than the reference's; exact sign flips over problems, Holm over the rules at 5 %. " +
      "Would have been seen: the smallest change that has a probability of 80 %. Own loss: against the rule itself where it was tuned, " +
      "which says how much harder the variants are for it. The score's scale is that of the variants: tuned momentum 0, the best rule 1.",
  };
}

function changesMatrix({ plan }: BoardData, { rules, losses, changes }: Robustness): MatrixSection {
  const titles = boardTitles(plan);
  const shown = rules.map((_, rule) => rule).filter((rule) => changes[rule] !== null)
    .sort((a, b) => rules[b].score - rules[a].score);
  return {
    kind: "matrix",
    title: "Where it is lost",
    text: `Loss over ${
      titles.rule(plan.reference)
    }'s on the variants, over the same ratio on the problem: above 1 the setting holds worse. A star: it differs from 1.`,
    columns: shown.map((rule) => ({
      title: titles.rule(losses.rules[rule]),
      href: ruleHref(losses.rules[rule]),
    })),
    rows: losses.problems.map((name, problem) => ({
      title: titles.problem(name),
      href: problemHref(name),
      cells: shown.map((rule) => {
        const { difference, confidence, adjusted } = changes[rule]![problem];
        const interval = confidence === null
          ? ""
          : ` (${
            intervalText([Math.exp(difference - confidence), Math.exp(difference + confidence)])
          })`;
        return {
          tint: difference,
          text: ratioOf(difference),
          ...(adjusted <= SIGNIFICANCE && { mark: "*" }),
          words: `${titles.rule(losses.rules[rule])} on ${titles.problem(name)}: ${
            ratioOf(difference)
          }${interval}, ${formatProbability(adjusted)}`,
        };
      }),
    })),
    note:
      "Welch's t-test of the log ratios on variants against those of the judges, Benjamini and Hochberg over all cells at 5 %.",
  };
}

/** The variants of a problem and how settings did there; nothing where it has none. */
export function variantSections(
  { plan, analysis: { robustness } }: BoardData,
  name: string,
): GroupSection[] {
  const problem = robustness?.losses.problems.indexOf(name) ?? -1;
  const variants = plan.problems.find(({ choice }) => choice.name === name)?.variants;
  if (robustness === null || problem < 0 || variants === undefined) return [];
  const { losses: { rules, logs, seeds } } = robustness;
  const titles = boardTitles(plan);
  const reference = rules.indexOf(plan.reference);
  const order = rules.map((_, rule) => rule)
    .sort((a, b) => meanOf(logs[a][problem]) - meanOf(logs[b][problem]));
  const matrix: MatrixSection = {
    kind: "matrix",
    title: "Losses on variants",
    text: `Test loss over ${
      titles.rule(plan.reference)
    }'s with the settings that were chosen on the problem itself: below 1 is better. The column of ${
      titles.rule(plan.reference)
    } has its loss.`,
    columns: order.map((rule) => ({
      title: titles.rule(rules[rule]),
      href: ruleHref(rules[rule]),
    })),
    rows: seeds.map((seed, place) => ({
      title: `Variant ${seed}`,
      cells: order.map((rule) => {
        const log = logs[rule][problem][place];
        const over = log - logs[reference][problem][place];
        return {
          tint: over,
          text: rule === reference ? formatNumber(Math.exp(log), "number") : ratioOf(over),
          words: `${titles.rule(rules[rule])}, variant ${seed}: loss ${
            formatNumber(Math.exp(log), "number")
          }`,
        };
      }),
    })),
    note: "One seed each: a single cell says little.",
  };
  return [{
    kind: "group",
    title: "Variants",
    facts: variants.map(({ seed, options }) => ({
      term: `Variant ${seed}`,
      value: optionsText(options),
    })),
    sections: [matrix],
  }];
}

function optionsText(options: OptionValues): string {
  return Object.entries(options).map(([name, value]) => `${name} ${value}`).join(", ");
}

function intervalText([low, high]: readonly [number, number]): string {
  return `${formatNumber(low, "number")} to ${formatNumber(high, "number")}`;
}

function problemCount({ differences }: OverProblems): number {
  return differences.filter((each) => each !== null).length;
}
