import type { GroupSection } from "@descent/reports";
import { type BoardData, boardTitles } from "./board_data.ts";
import { profiles } from "./_profiles.ts";

/** Times to the reference's loss, in both profiles. */
export function profileSection(data: BoardData): GroupSection {
  const { plan, analysis: { time, speed } } = data;
  const reference = boardTitles(plan).rule(plan.reference);
  const [lines, scores] = profiles(data, { ...time, speed });
  return {
    kind: "group",
    title: "Time to a loss",
    text:
      `The target on each problem is the validation loss that three quarters of ${reference}'s judges get to; time is counted ` +
      "in gradient evaluations, the median over judges, and infinite where half of them do not get there. Settings were chosen for the " +
      "final loss, not for speed, and the schedule falls at the end.",
    sections: [{ kind: "lines", title: "Profiles of times to a loss", ...lines }, scores],
  };
}
