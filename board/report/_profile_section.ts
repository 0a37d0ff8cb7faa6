import { type LinesSection, profileAt, ratiosToBest } from "@descent/reports";
import { PROFILE_LIMIT } from "../analysis/analyze_board.ts";
import { type BoardData, boardTitles } from "./board_data.ts";

/** Points of a profile, evenly spaced on the log axis. */
const POINTS = 41;

/**
 * Performance profiles: the share of problems on which a rule gets to the reference's loss within a factor of the
 * reference's time, and within a factor of the fastest one's.
 */
export function profileSection({ plan, analysis: { time } }: BoardData): LinesSection {
  const titles = boardTitles(plan);
  const reference = titles.rule(plan.reference);
  const lines = (
    all: readonly (readonly number[])[],
    [from, to]: readonly [from: number, to: number],
  ) =>
    plan.rules.map(({ name, title }, rule) => ({
      name,
      title,
      points: Array.from({ length: POINTS }, (_, index) => {
        const x = from * (to / from) ** (index / (POINTS - 1));
        return { x, y: profileAt(all[rule], x) };
      }),
    }));
  const chart = (title: string, x: string, series: ReturnType<typeof lines>) => ({
    title,
    series,
    x: { title: x, scale: "log" as const },
    y: { title: "Share of problems", format: "percent" as const },
  });
  return {
    kind: "lines",
    title: "Time to a loss",
    text:
      `The target on each problem is the validation loss that three quarters of ${reference}'s judges get to; time is counted ` +
      "in gradient evaluations, the median over judges, and infinite where half of them do not get there. Settings were chosen for the " +
      "final loss, not for speed, and the schedule falls at the end.",
    charts: [
      chart(
        `Within a factor of ${reference}'s time`,
        `Time over ${reference}'s`,
        lines(time.ratios, [1 / PROFILE_LIMIT, PROFILE_LIMIT]),
      ),
      chart(
        "Within a factor of the fastest rule's time (Dolan and Moré)",
        "Time over the fastest",
        lines(ratiosToBest(time.times), [1, PROFILE_LIMIT]),
      ),
    ],
    colours: "name",
    note:
      "Ratios to the fastest change when a rule is added, those to a fixed reference do not: the score B of the leaderboard is " +
      "the mean height of the first chart.",
  };
}
