import type { TableSection } from "@descent/reports";
import { type BoardData, boardTitles } from "./board_data.ts";
import { problemHref } from "./_names.ts";

/** The settings of a rule that were best on each problem: what a later search takes as its prior. */
export function settingsSection(
  { plan, analysis: { searches } }: BoardData,
  rule: number,
): TableSection {
  const titles = boardTitles(plan);
  const { defaults, search } = plan.rules[rule];
  const tuned = ["learningRate", ...Object.keys(search)];
  const rates = plan.problems.flatMap((_, problem) =>
    searches[rule][problem].chosen?.learningRate ?? []
  ).sort((a, b) => a - b);
  const middle = rates.length === 0 ? null : Math.sqrt(
    rates[Math.floor((rates.length - 1) / 2)] * rates[Math.ceil((rates.length - 1) / 2)],
  );
  return {
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
        const { chosen, draw, tried, isAtEdge } = searches[rule][problem];
        return [
          { value: titles.problem(choice.name), href: problemHref(choice.name) },
          ...tuned.map((key) => {
            const value = chosen?.[key];
            if (value === undefined) return null;
            return key === "learningRate" && isAtEdge ? { value, note: "at an edge" } : value;
          }),
          draw === null ? null : { value: draw, text: draw === 0 ? "the default" : String(draw) },
          tried,
        ];
      }),
      ["Median", middle, ...tuned.slice(1).map(() => null), null, null],
    ],
    ...(Object.keys(search).length < Object.keys(defaults).length - 1 && {
      note: `At their defaults: ${
        Object.keys(defaults).filter((key) => !tuned.includes(key))
          .map((key) => `${key} ${defaults[key]}`).join(", ")
      }.`,
    }),
  };
}
