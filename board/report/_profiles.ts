import {
  type LineChart,
  type LinesSection,
  profileAt,
  ratiosToBest,
  type TableSection,
} from "@descent/reports";
import { PROFILE_LIMIT } from "../analysis/analyze_board.ts";
import { classicSpeed } from "../analysis/classic_speed.ts";
import { type BoardData, boardTitles } from "./board_data.ts";
import { ruleHref } from "./_names.ts";

/** Points of a profile, evenly spaced on the log axis. */
const POINTS = 41;

/** Times of rules on problems, as profiles see them. */
interface ProfiledTimes {
  /** `times[rule][problem]`, in the plan's order; Infinity where a rule does not get there. */
  readonly times: readonly (readonly number[])[];
  /** Those over the reference's. */
  readonly ratios: readonly (readonly number[])[];
  /** The mean height of each rule's profile of these ratios. */
  readonly speed: readonly number[];
}

/**
 * Performance profiles: the share of problems on which a rule gets there within a factor of the reference's time, and
 * within a factor of the fastest one's, each with its score.
 */
export function profiles(
  data: BoardData,
  times: ProfiledTimes,
): [Pick<LinesSection, "charts" | "colours">, TableSection] {
  return [{ charts: charts(data, times), colours: "name" }, scoresTable(data, times)];
}

function charts({ plan }: BoardData, { times, ratios }: ProfiledTimes): LineChart[] {
  const reference = boardTitles(plan).rule(plan.reference);
  const chart = (
    title: string,
    x: string,
    own: readonly (readonly number[])[],
    from: number,
  ): LineChart => ({
    title,
    series: plan.rules.map(({ name, title }, rule) => ({
      name,
      title,
      points: Array.from({ length: POINTS }, (_, index) => {
        const x = from * (PROFILE_LIMIT / from) ** (index / (POINTS - 1));
        return { x, y: profileAt(own[rule], x) };
      }),
    })),
    x: { title: x, scale: "log" },
    y: { title: "Share of problems", format: "percent" },
  });
  return [
    chart(
      `Within a factor of ${reference}'s time`,
      `Time over ${reference}'s`,
      ratios,
      1 / PROFILE_LIMIT,
    ),
    chart(
      "Within a factor of the fastest rule's time (Dolan and Moré)",
      "Time over the fastest",
      ratiosToBest(times),
      1,
    ),
  ];
}

function scoresTable({ plan }: BoardData, { times, speed }: ProfiledTimes): TableSection {
  const reference = boardTitles(plan).rule(plan.reference);
  const classic = classicSpeed(times, PROFILE_LIMIT);
  const order = plan.rules.map((_, rule) => rule).sort((a, b) => speed[b] - speed[a]);
  return {
    kind: "table",
    title: "Scores of the profiles",
    columns: [
      { title: "Rule" },
      { title: `B, over ${reference}'s time` },
      { title: "AlgoPerf's B, over the fastest" },
    ],
    rows: order.map((rule) => {
      const { name, title } = plan.rules[rule];
      const { score, without } = classic[rule];
      return [
        { value: title, series: name, href: ruleHref(name) },
        speed[rule],
        { value: score, note: `up to ${without.toFixed(2)}` },
      ];
    }),
    note:
      `Mean heights: of the first chart on its log axis from 1/${PROFILE_LIMIT} to ${PROFILE_LIMIT}, 0.5 as fast as ${reference}; of the second ` +
      `from 1 to ${PROFILE_LIMIT}, as AlgoPerf scores. The second has a known defect (Gould and Scott 2016): where a rule is added or left out, ` +
      "the fastest one may be another, and scores of all the others change, even their order. Below it is what it would be at most with one " +
      "other rule left out. The first does not change, and is the board's.",
  };
}
