import { arrivalCurve, formatNumber, type LinePoint, type LinesSection } from "@descent/reports";
import { timeToLoss } from "../protocol/time_to_loss.ts";
import type { BoardTrial } from "../trials/board_trial.ts";
import { type BoardData, boardTitles } from "./board_data.ts";

/** The share of a problem's judges that have got to the reference's loss; none where the reference has no such loss. */
export function arrivalSection(
  { plan, analysis: { time } }: BoardData,
  own: readonly BoardTrial[],
  place: number,
): LinesSection[] {
  const target = time.targets[place];
  if (target === null) return [];
  const judges = own.filter(({ phase }) => phase === "judge");
  const last = Math.max(0, ...judges.map(({ evaluations }) => evaluations));
  return [{
    kind: "lines",
    title: "Arrivals",
    text: `Share of judges that have reached a validation loss of ${
      formatNumber(target, "number")
    }, which three quarters of ${boardTitles(plan).rule(plan.reference)}'s get to.`,
    charts: [{
      title: "Kaplan-Meier estimate",
      series: plan.rules.map(({ name, title }) => ({
        name,
        title,
        points: steps(judges.filter(({ rule }) => rule === name), target, last),
      })),
      x: { title: "Gradient evaluations" },
      y: { title: "Share of judges", format: "percent" },
    }],
    colours: "name",
    note: "A judge that ends or diverges before counts as one that has not arrived, to the end.",
  }];
}

/** The curve's corners: flat between two arrivals. */
function steps(judges: readonly BoardTrial[], target: number, last: number): LinePoint[] {
  if (judges.length === 0) return [];
  const { arrivals } = arrivalCurve(judges.map(({ curve }) => {
    const time = timeToLoss(curve, target);
    return time < Infinity ? { time, arrived: true } : { time: last, arrived: false };
  }));
  const points: LinePoint[] = [{ x: 0, y: 0 }];
  for (const { time, survival } of arrivals) {
    points.push({ x: time, y: points.at(-1)!.y }, { x: time, y: 1 - survival });
  }
  return [...points, { x: last, y: points.at(-1)!.y }];
}
