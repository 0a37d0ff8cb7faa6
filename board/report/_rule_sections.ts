import type { GroupSection } from "@descent/reports";
import { type BoardData, boardTitles } from "./board_data.ts";

/** A section for each rule: its paper, its space of settings, and the settings that were best on each problem. */
export function ruleSections({ plan, analysis: { searches } }: BoardData): GroupSection[] {
  const titles = boardTitles(plan);
  return plan.rules.map((rule, place) => {
    const { name, title, reference, digest, evaluationsPerStep, schedule, defaults, search } = rule;
    const tuned = ["learningRate", ...Object.keys(search)];
    const priors = plan.priorProblems[name];
    const evaluations = evaluationsPerStep === 1
      ? "one gradient evaluation"
      : `${evaluationsPerStep} gradient evaluations, so it gets so many times fewer steps`;
    return {
      kind: "group",
      title,
      text: [
        `\`${name}\`, ${reference}. ${
          digest === null
            ? "Of the catalogue."
            : `A third party's file, SHA-256 ${digest.slice(0, 16)}…`
        } A step takes ${evaluations}. Learning-rate schedule: ${schedule}.`,
        priors === 0
          ? "Its learning rates were searched over four decades around its default: there are no earlier searches to go by."
          : `Its learning rates were searched over four decades around the median of its best rates on at least ${priors} other problems.`,
      ],
      sections: [{
        kind: "table",
        title: "Best settings",
        columns: [
          { title: "Problem" },
          ...tuned.map((key) => ({ title: key })),
          { title: "Draw" },
          { title: "Settings tried" },
        ],
        rows: [
          ["Default", ...tuned.map((key) => defaults[key]), null, null],
          ...plan.problems.map(({ choice }, problem) => {
            const { chosen, draw, tried, isAtEdge } = searches[place][problem];
            return [
              titles.problem(choice.name),
              ...tuned.map((key) => {
                const value = chosen?.[key];
                if (value === undefined) return null;
                return key === "learningRate" && isAtEdge ? { value, note: "at an edge" } : value;
              }),
              draw === null
                ? null
                : { value: draw, text: draw === 0 ? "the default" : String(draw) },
              tried,
            ];
          }),
        ],
        ...(Object.keys(search).length < Object.keys(defaults).length - 1 && {
          note: `At their defaults: ${
            Object.keys(defaults).filter((key) => !tuned.includes(key))
              .map((key) => `${key} ${defaults[key]}`).join(", ")
          }.`,
        }),
      }],
    };
  });
}
