import {
  type ArrivalCurve,
  formatNumber,
  type LinePoint,
  type LinesSection,
} from "@descent/reports";
import type { BoardTrial } from "../trials/board_trial.ts";
import { type BoardData, boardTitles } from "./board_data.ts";

/** The share of a problem's judges that have got to the target, or to the reference's loss in a plan without; none where there is neither. */
export function arrivalSection(
  { plan, analysis: { time, arrivals } }: BoardData,
  own: readonly BoardTrial[],
  place: number,
): LinesSection[] {
  const isTimed = plan.targets !== undefined;
  const target = isTimed ? plan.problems[place].choice.budget.target : time.targets[place];
  if (target === null) return [];
  const last = Math.max(
    0,
    ...own.filter(({ phase }) => phase === "judge").map(({ evaluations }) => evaluations),
  );
  return [{
    kind: "lines",
    title: "Arrivals",
    text: `Share of judges that have reached a validation loss of ${
      formatNumber(target, "number")
    }, ${
      isTimed
        ? "the committed target, each rule with the setting that was chosen for it"
        : `which three quarters of ${boardTitles(plan).rule(plan.reference)}'s get to`
    }.`,
    charts: [{
      title: "Kaplan-Meier estimate",
      series: plan.rules.map(({ name, title }, rule) => ({
        name,
        title,
        points: steps(arrivals[rule][place], last),
      })),
      x: { title: "Gradient evaluations" },
      y: { title: "Share of judges", format: "percent" },
    }],
    colours: "name",
    note: "A judge that ends or diverges before counts as one that has not arrived, to the end.",
  }];
}

/** The curve's corners: flat between two arrivals. */
function steps(curve: ArrivalCurve | null, last: number): LinePoint[] {
  if (curve === null) return [];
  const points: LinePoint[] = [{ x: 0, y: 0 }];
  for (const { time, survival } of curve.arrivals) {
    points.push({ x: time, y: points.at(-1)!.y }, { x: time, y: 1 - survival });
  }
  return [...points, { x: last, y: points.at(-1)!.y }];
}
