import {
  counted,
  formatNumber,
  type GroupSection,
  profileAt,
  ratiosToBest,
  type Section,
} from "@descent/reports";
import { PROFILE_LIMIT } from "../analysis/analyze_board.ts";
import { type BoardData, boardTitles } from "./board_data.ts";

/** Points of a profile, evenly spaced on the log axis. */
const POINTS = 41;

/** Times to the committed targets, with both profiles of them; nothing where the plan has none. */
export function targetSections({ plan, analysis, costs }: BoardData): GroupSection[] {
  const { targetTimes: own } = analysis;
  if (own === null) return [];
  const titles = boardTitles(plan);
  const reference = titles.rule(plan.reference);
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
  const profile = (
    title: string,
    x: string,
    ratios: readonly (readonly number[])[],
    from: number,
  ) => ({
    title,
    series: plan.rules.map(({ name, title }, rule) => ({
      name,
      title,
      points: Array.from({ length: POINTS }, (_, index) => {
        const x = from * (PROFILE_LIMIT / from) ** (index / (POINTS - 1));
        return { x, y: profileAt(ratios[rule], x) };
      }),
    })),
    x: { title: x, scale: "log" as const },
    y: { title: "Share of problems", format: "percent" as const },
  });
  return [{
    kind: "group",
    title: "Time to the targets",
    text: [
      `Of the same ${plan.draws} settings the one that was the fastest to the committed target of its problem (version ${plan.targets}) was chosen by the search's seed and judged by the same judges; where it has the lowest final loss too, its judges are those of the loss. ` +
      "Between forty evaluations, on a fixed part of the validation examples until the last one, the lowest loss so far falls along a straight line in its logarithm. The time is the median over judges, and infinite where half of them do not get there.",
      `Mean height of the profile on a log axis, 0.5 as fast as ${reference}: ${
        plan.rules.map(({ title }, rule) =>
          `${title} ${
            formatNumber(own.speed[rule], "number")
          } (another setting than for the loss on ${own.separate[rule]} of ${
            counted(own.problems.length, "problem")
          })`
        ).join("; ")
      }.`,
    ],
    sections: [
      {
        kind: "lines",
        title: "Performance profiles",
        charts: [
          profile(
            `Within a factor of ${reference}'s time`,
            `Time over ${reference}'s`,
            own.ratios,
            1 / PROFILE_LIMIT,
          ),
          profile(
            "Within a factor of the fastest rule's time (Dolan and Moré)",
            "Time over the fastest",
            ratiosToBest(own.times),
            1,
          ),
        ],
        colours: "name",
      },
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
