import type { LineChart, LinePoint, LinesSection } from "@descent/reports";
import type { BoardTrial } from "../trials/board_trial.ts";
import { type BoardData, boardTitles } from "./board_data.ts";

/** The validation loss of a problem's judges on the way, against gradient evaluations and against modelled time. */
export function curvesSection(
  { plan, stepCosts }: BoardData,
  own: readonly BoardTrial[],
): LinesSection {
  const series = plan.rules.map(({ name, title }) => ({
    name,
    title,
    points: meanCurve(own.filter(({ rule, phase }) => rule === name && phase === "judge")),
  }));
  const y = { title: "Validation loss", scale: "log" } as const;
  const charts: LineChart[] = [
    { title: "Against the budget", series, x: { title: "Gradient evaluations" }, y },
  ];
  if (Object.keys(stepCosts).length > 0) {
    const costOf = (name: string, evaluationsPerStep: number): number | undefined =>
      stepCosts[name] === undefined ? undefined : stepCosts[name] / evaluationsPerStep;
    const title = `Modelled time, in steps of ${boardTitles(plan).rule(plan.reference)}`;
    charts.push({
      title: "Against the time",
      series: series.map((line, rule) => {
        const cost = costOf(line.name, plan.rules[rule].evaluationsPerStep);
        const points = cost === undefined
          ? []
          : line.points.map((point) => ({ ...point, x: cost * point.x }));
        return { ...line, points };
      }),
      x: { title },
      y,
    });
  }
  return {
    kind: "lines",
    title: "Curves",
    text: "Geometric mean of the validation loss over judges, as far as all of a rule's got.",
    charts,
    colours: "name",
    ...(charts.length > 1 && {
      note:
        "Modelled time: gradient evaluations times the rule's time of a step over all problems, so that what else the machine did is not in it.",
    }),
  };
}

function meanCurve(judges: readonly BoardTrial[]): LinePoint[] {
  const curves = judges.map(({ curve }) => curve);
  const shortest = Math.min(Infinity, ...curves.map(({ length }) => length));
  if (shortest === Infinity) return [];
  return Array.from({ length: shortest }, (_, index) => {
    const logs = curves.map((curve) => Math.log(Math.max(curve[index][1], Number.MIN_VALUE)));
    return {
      x: curves[0][index][0],
      y: Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length),
    };
  }).filter(({ y }) => y > 0);
}
