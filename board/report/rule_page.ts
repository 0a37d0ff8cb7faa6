import { ruleAblationSections } from "./_ablation_sections.ts";
import { formatNumber, type Page, type TableSection, type TextSection } from "@descent/reports";
import { entriesOfRule } from "./bibliography.ts";
import {
  formatBibtex,
  identityDistance,
  optimizerCatalogue,
  type OptimizerPlugin,
  ruleDisagreements,
  ruleEquations,
  ruleIdentities,
} from "@descent/optim";
import { type BoardData, boardTitles } from "./board_data.ts";
import { meanOf, pageFrame, problemHref, ratioSpan, rulesByScore } from "./_names.ts";
import { settingsSection } from "./_settings_section.ts";
import { tuningTable } from "./_tuning_section.ts";
import { stateBytes } from "./state_bytes.ts";

/**
 * The page of a rule: its equations, hyperparameters and cost, what it found on each problem, and the identities that hold.
 *
 * @category Report
 * @param data The run, see {@linkcode BoardData}.
 * @param rule Its place in the plan.
 * @returns The page.
 *
 * @example
 * ```ts
 * import { rulePage } from "@descent/board";
 * import { sampleBoardData } from "@descent/board/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(rulePage(await sampleBoardData(), 1).title, "AdamW");
 * ```
 */
export function rulePage(data: BoardData, rule: number): Page {
  const { plan, stepCosts, analysis: { losses, stability, primary } } = data;
  const titles = boardTitles(plan);
  const { name, title, reference, digest, evaluationsPerStep, schedule } = plan.rules[rule];
  const plugin = digest === null
    ? optimizerCatalogue.find((each) => each.name === name)
    : undefined;
  const place = losses.rules.indexOf(name);
  const rank = 1 + rulesByScore(data).indexOf(place);
  const [low, high] = stability.intervals[place];
  const against = primary.find(({ first }) => first === name);
  const frame = pageFrame(data);
  const bytes = plugin === undefined ? null : stateBytes(plugin);
  return {
    ...frame,
    kicker: `${frame.kicker} · rule`,
    title,
    headline: `Rank ${rank} of ${losses.rules.length}, with a score of ${
      stability.means[place].toFixed(2)
    } (95 % interval ${low.toFixed(2)} to ${high.toFixed(2)}).${
      against === undefined
        ? " Every other rule was compared with it."
        : ` Against ${titles.rule(plan.reference)}: ${against.verdict}, typically ${
          formatNumber(against.ratio, "number")
        } times its loss.`
    }`,
    facts: [
      { term: "Paper", value: reference },
      {
        term: "From",
        value: digest === null
          ? "the catalogue"
          : `a third party's file, SHA-256 ${digest.slice(0, 16)}…`,
      },
      {
        term: "A step",
        value: evaluationsPerStep === 1
          ? "one gradient evaluation"
          : `${evaluationsPerStep} gradient evaluations, so it gets so many times fewer steps`,
      },
      {
        term: "Time of a step",
        value: stepCosts[name] === undefined
          ? "not measured"
          : `${stepCosts[name].toFixed(2)} times ${
            titles.rule(plan.reference)
          }'s, with its gradient`,
      },
      {
        term: "State",
        value: bytes === null ? "not measured" : `${bytes.toFixed(1)} bytes a trained number`,
      },
      { term: "Learning-rate schedule", value: schedule },
    ],
    sections: [
      ...equationsSection(name, plugin),
      hyperparametersSection(data, rule, plugin),
      settingsSection(data, rule),
      ...ruleAblationSections(data, rule),
      resultsSection(data, place),
      tuningTable(data, rule),
      ...identitiesSection(plugin),
      {
        kind: "listing",
        title: "Papers",
        listing: formatBibtex(entriesOfRule(plan.rules[rule])),
      },
    ],
  };
}

function equationsSection(name: string, plugin: OptimizerPlugin | undefined): TextSection[] {
  const equations = plugin === undefined ? undefined : ruleEquations.get(name);
  if (equations === undefined) return [];
  const disagreement = ruleDisagreements.get(name);
  return [{
    kind: "text",
    title: "Rule",
    text: [
      equations,
      ...(disagreement === undefined ? [] : [`Where references disagree: ${disagreement}`]),
    ],
    note:
      "g is the gradient, w the weights, η the learning rate, t the number of the step, and a hat a correction of the bias of " +
      "a moving average.",
  }];
}

function hyperparametersSection(
  { plan }: BoardData,
  rule: number,
  plugin: OptimizerPlugin | undefined,
): TableSection {
  const { defaults, search, fixed } = plan.rules[rule];
  const rows = plugin?.hyperparameters as
    | Readonly<Record<string, { readonly doc: string }>>
    | undefined;
  const priors = plan.priorProblems[plan.rules[rule].name];
  return {
    kind: "table",
    title: "Hyperparameters",
    columns: [
      { title: "Name" },
      { title: "Default" },
      { title: "Search" },
      ...(rows === undefined ? [] : [{ title: "What it is" }]),
    ],
    rows: Object.entries(defaults).map(([name, value]) => [
      name,
      value,
      name === "learningRate"
        ? `log-uniform over four decades around ${
          priors === 0
            ? "the default, as there are no earlier searches"
            : `the median of its best rates on at least ${priors} other problems`
        }`
        : search[name] === undefined
        ? "stays at its default"
        : distributionText(search[name]),
      ...(rows === undefined ? [] : [rows[name]?.doc ?? ""]),
    ]),
    ...(fixed !== undefined && {
      note: `Held and never drawn: ${
        Object.entries(fixed.values).map(([name, value]) => `${name} ${value}`).join(", ")
      }. Its other draws are those of ${boardTitles(plan).rule(fixed.rule)}.`,
    }),
  };
}

function distributionText(distribution: BoardData["plan"]["rules"][number]["search"][string]) {
  const span = ([low, high]: readonly [number, number]): string => `${low} to ${high}`;
  if ("uniform" in distribution) return `uniform from ${span(distribution.uniform)}`;
  if ("choice" in distribution) return `one of ${distribution.choice.join(", ")}`;
  if ("oneMinusLogUniform" in distribution) {
    return `its distance from 1 log-uniform from ${span(distribution.oneMinusLogUniform)}`;
  }
  const { logUniform, zero = 0 } = distribution;
  return `${zero > 0 ? `0 with probability ${zero}, else ` : ""}log-uniform from ${
    span(logUniform)
  }`;
}

function resultsSection(
  { plan, analysis: { losses, onProblems } }: BoardData,
  place: number,
): TableSection {
  const titles = boardTitles(plan);
  const reference = losses.rules.indexOf(plan.reference);
  return {
    kind: "table",
    title: "On each problem",
    columns: [
      { title: "Problem" },
      { title: "Loss" },
      { title: `Over ${titles.rule(plan.reference)}'s` },
      { title: "Rank" },
      { title: "Diverged", format: "percent" },
    ],
    rows: losses.problems.map((name, problem) => {
      const means = losses.logs.map((own) => meanOf(own[problem]));
      const reduced = plan.problems.find(({ choice }) => choice.name === name)!
        .reductions[losses.rules[place]];
      const pair = onProblems.find(({ problem, first, second }) =>
        problem === name && place !== reference &&
        [losses.rules[place], plan.reference].every((rule) => [first, second].includes(rule))
      );
      const span = ratioSpan(means[place] - means[reference], pair?.confidence);
      return [
        {
          value: titles.problem(name),
          href: problemHref(name),
          ...(reduced !== undefined && { note: `is ${reduced} here` }),
        },
        Math.exp(means[place]),
        {
          value: Math.exp(means[place] - means[reference]),
          ...(span.length > 0 && { note: span.join() }),
        },
        1 + means.filter((mean) => mean < means[place]).length,
        losses.diverged[place][problem] / losses.seeds.length,
      ];
    }),
    note: "Below each ratio its 95 % interval, over pairs of seeds, about the same test examples.",
  };
}

function identitiesSection(plugin: OptimizerPlugin | undefined): TableSection[] {
  const own = ruleIdentities.filter(({ left, right }) =>
    left.plugin === plugin || right.plugin === plugin
  );
  if (plugin === undefined || own.length === 0) return [];
  return [{
    kind: "table",
    title: "Identities",
    text:
      "At these settings two rules make the same steps. The distance between their weights over ten steps, relative to the way " +
      "that they went, was measured when this page was made.",
    columns: [{ title: "Identity" }, { title: "Distance" }, { title: "At most" }],
    rows: own.map((identity) => {
      const { name, tolerance = 1e-9 } = identity;
      const distance = identityDistance(identity);
      return [
        name,
        { value: distance, tone: distance <= tolerance ? "good" as const : "bad" as const },
        tolerance,
      ];
    }),
  }];
}
