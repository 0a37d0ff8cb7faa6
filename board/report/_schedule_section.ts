import type { TableSection } from "@descent/reports";
import { type BoardData, boardTitles } from "./board_data.ts";

/** The learning-rate schedules that were chosen in the algorithm track; nothing in the rule track, where all have one. */
export function scheduleSections({ plan, trials }: BoardData): TableSection[] {
  if (plan.track !== "algorithm") return [];
  const titles = boardTitles(plan);
  const chosen = new Map(
    trials.filter(({ phase }) => phase === "judge")
      .map(({ rule, problem, schedule }) => [`${rule}/${problem}`, schedule]),
  );
  return [{
    kind: "table",
    title: "Schedules that were chosen",
    text:
      "Algorithm track: the learning rate's course and its warm-up were drawn together with each setting, from those that a rule's " +
      "authors give it where they do. A rule is judged with the schedule of its best setting, so its place here says nothing of " +
      "the rule alone.",
    columns: [
      { title: "Problem" },
      ...plan.rules.map(({ title }) => ({ title })),
    ],
    rows: plan.problems.map(({ choice: { name } }) => [
      titles.problem(name),
      ...plan.rules.map((rule) => chosen.get(`${rule.name}/${name}`) ?? null),
    ]),
    note: plan.rules.map(({ title, schedules = [] }) => `${title}: ${schedules.join(", ")}`)
      .join("; ") + ".",
  }];
}
