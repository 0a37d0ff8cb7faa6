import { formatNumber, type Section } from "@descent/reports";
import { type BoardData, boardTitles } from "./board_data.ts";
import { meanOf, problemHref, ruleHref, rulesByScore } from "./_names.ts";

/** Where else to look: the pages of the problems, the rules and the methods. */
export function contentsSections(data: BoardData): Section[] {
  const { plan, analysis: { losses } } = data;
  const titles = boardTitles(plan);
  return [
    {
      kind: "table",
      title: "Problem by problem",
      columns: [
        { title: "Problem" },
        { title: "Best rule" },
        { title: "Its loss" },
        { title: "Untrained" },
      ],
      rows: losses.problems.map((name, problem) => {
        const means = losses.logs.map((own) => meanOf(own[problem]));
        const best = losses.rules[means.indexOf(Math.min(...means))];
        return [
          { value: titles.problem(name), href: problemHref(name) },
          { value: titles.rule(best), series: best, href: ruleHref(best) },
          Math.exp(Math.min(...means)),
          Math.exp(meanOf(losses.untrained[problem])),
        ];
      }),
      note: "Each has a page with its curves, arrivals at the target, and how the searches went.",
    },
    {
      kind: "table",
      title: "Rule by rule",
      columns: [{ title: "Rule" }, { title: "Paper" }, { title: "Time of a step" }],
      rows: rulesByScore(data).map((place) => {
        const name = losses.rules[place];
        const { reference } = plan.rules.find((rule) => rule.name === name)!;
        const cost = data.stepCosts[name];
        return [
          { value: titles.rule(name), series: name, href: ruleHref(name) },
          reference,
          cost === undefined ? null : { value: cost, text: formatNumber(cost, "number") },
        ];
      }),
      note: "Each has a page with its equations, best settings, cost and identities.",
    },
    {
      kind: "links",
      title: "More",
      links: [{
        href: "methods.html",
        title: "Methods",
        question: "How was this made?",
        headline: "In words and as LaTeX, with the references and a checklist.",
      }, {
        href: "gallery.html",
        title: "Gallery",
        question: "What do the rules do on functions of two variables?",
        headline: "Move the start, change a hyperparameter, and see the path. Not scored.",
      }],
    },
  ];
}
