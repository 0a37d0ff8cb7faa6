import { counted, type GroupSection, type Section } from "@descent/reports";
import { type BoardData, boardTitles } from "./board_data.ts";
import { profiles } from "./_profiles.ts";

/** Times to the committed targets, with both profiles of them; nothing where the plan has none. */
export function targetSections(data: BoardData): GroupSection[] {
  const { plan, costs, analysis: { targetTimes: own } } = data;
  if (own === null) return [];
  const titles = boardTitles(plan);
  const cells = (seconds: EvaluationSeconds | null) =>
    own.problems.map((problem, index) => [
      titles.problem(problem),
      own.targets[index],
      ...plan.rules.map(({ name }, rule) => {
        const time = own.times[rule][index];
        if (time === Infinity) return { value: null, text: "not reached" };
        const cost = seconds === null ? 1 : seconds[name]?.[problem];
        return cost === undefined ? null : { value: time * cost };
      }),
    ]);
  const table = (title: string, rows: ReturnType<typeof cells>, note: string): Section => ({
    kind: "table",
    title,
    columns: [
      { title: "Problem" },
      { title: "Target" },
      ...plan.rules.map(({ title }) => ({ title })),
    ],
    rows,
    note,
  });
  const [lines, scores] = profiles(data, own);
  return [{
    kind: "group",
    title: "Time to the targets",
    text: [
      `Of the same ${plan.draws} settings the one that was the fastest to the committed target of its problem (version ${plan.targets}) was chosen by the search's seed and judged by the same judges; where it has the lowest final loss too, its judges are those of the loss. ` +
      "Between forty evaluations, on a fixed part of the validation examples until the last one, the lowest loss so far falls along a straight line in its logarithm. The time is the median over judges, and infinite where half of them do not get there.",
      `Another setting than for the loss was the fastest: ${
        plan.rules.map(({ title }, rule) =>
          `${title} on ${own.separate[rule]} of ${counted(own.problems.length, "problem")}`
        ).join(", ")
      }.`,
    ],
    sections: [
      { kind: "lines", title: "Performance profiles", ...lines },
      scores,
      table("Gradient evaluations", cells(null), "Median over judges."),
      ...costs === undefined ? [] : [table(
        "Modelled seconds",
        cells(costs),
        "Gradient evaluations times the processor time of one, the median of 15 steps measured alone on one thread; rules of third parties, which run in a process of their own, have none. By the clock of this machine, and part of no hash.",
      )],
    ],
  }];
}

type EvaluationSeconds = NonNullable<BoardData["costs"]>;
