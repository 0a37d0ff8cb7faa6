import {
  type ContourMap,
  type GroupSection,
  type LineChart,
  type LineSeries,
  metricTitle,
  type Section,
} from "@descent/reports";
import { landscapeEvaluations } from "@descent/lab";
import type { BoardLandscape, BoardTrial } from "../trials/board_trial.ts";
import { type BoardData, boardTitles } from "./board_data.ts";
import { ruleHref } from "./_names.ts";

const INITIAL = "Initial weights", LOSS = "Training loss";

/** The loss between a problem's solutions; nothing where none was looked at. */
export function landscapeSections(
  { plan }: BoardData,
  own: readonly BoardTrial[],
): GroupSection[] {
  // Beside an earlier run there may be two, of its rules and of those that ran now.
  return own.flatMap(({ rule, seed, problem, landscape }) => {
    if (landscape === undefined) return [];
    const titles = boardTitles(plan);
    const { choice } = plan.problems.find(({ choice }) => choice.name === problem)!;
    const other = metricTitle(choice.metrics, landscape.metric);
    const measured = { landscape, titles, other: other[0].toUpperCase() + other.slice(1) };
    const solutions = landscape.lines.filter(({ from }) => from === null).length;
    return [{
      kind: "group",
      title: "Between solutions",
      text: [
        `The judge of ${
          titles.rule(rule)
        } with seed ${seed} ran once more, and in the same trial those of ${
          solutions === 1
            ? "no other rule"
            : `${solutions - 1} other ${solutions === 2 ? "rule" : "rules"}`
        }, each at its chosen setting, from the same initial weights on the same minibatches. Then the loss was evaluated at points between where they ended: no training goes through these.`,
        `It took these trainings again and ${
          landscapeEvaluations(solutions).toLocaleString("en")
        } evaluations without gradients at most, each over the first 256 examples of a part, or all where there are fewer. None of it counts in a budget, nothing was chosen by it, and the test part was not looked at.`,
      ],
      sections: [
        lineCharts(rule, measured),
        barrierTable(measured),
        planesSection(measured),
      ],
    }];
  });
}

/** A landscape and the words for it. */
interface Measured {
  readonly landscape: BoardLandscape;
  readonly titles: ReturnType<typeof boardTitles>;
  /** Title of the metric beside the training loss. */
  readonly other: string;
}

function lineCharts(rule: string, { landscape: { lines }, titles, other }: Measured): Section {
  const ways = [
    { title: "From the initial weights", of: lines.filter(({ from }) => from === null) },
    {
      title: `From ${titles.rule(rule)}'s solution`,
      of: lines.filter(({ from }) => from === rule),
    },
  ];
  return {
    kind: "lines",
    title: "Straight lines",
    charts: ways.flatMap(({ title, of }) =>
      [LOSS, other].flatMap((measure, place): LineChart[] => {
        const series = of.map(({ to, points }): LineSeries => ({
          name: to,
          title: titles.rule(to),
          points: points.flatMap(([x, ...values]) => {
            const y = values[place];
            return y === null || y <= 0 ? [] : [{ x, y }];
          }),
        }));
        if (series.every(({ points }) => points.length === 0)) return [];
        return [{
          title: `${title}: ${measure[0].toLowerCase()}${measure.slice(1)}`,
          series,
          x: { title: "Share of the way, α" },
          y: { title: measure, scale: "log" },
        }];
      })
    ),
    colours: "name",
    note:
      "θ(α) = (1 − α) θ_from + α θ_to (Goodfellow et al. 2015): 0 and 1 are the ends, what lies outside continues the line. Values that are not finite, and those of 0 and below, have no " +
      "place here. Two networks that compute the same may lie far apart, with their hidden units in another order: a barrier is no proof that they differ.",
  };
}

function barrierTable({ landscape: { lines }, titles, other }: Measured): Section {
  const at = (points: BoardLandscape["lines"][number]["points"], position: number) =>
    points.find(([each]) => each === position)?.[1] ?? null;
  return {
    kind: "table",
    title: "Barriers",
    columns: [
      { title: "From" },
      { title: "To" },
      { title: "Barrier, training loss" },
      { title: `Barrier, ${other[0].toLowerCase()}${other.slice(1)}` },
      { title: "Training loss at its beginning" },
      { title: "Training loss at its end" },
      { title: "Distance" },
    ],
    rows: lines.map(({ from, to, barriers, points, distance }) => [
      from === null ? INITIAL : { value: titles.rule(from), series: from, href: ruleHref(from) },
      { value: titles.rule(to), series: to, href: ruleHref(to) },
      ...barriers,
      at(points, 0),
      at(points, 1),
      distance,
    ]),
    note:
      "Barrier: how much worse it gets between the ends than on the straight line between its values there, at eleven points (Draxler et al. 2018; Frankle et al. 2020; Entezari et al. 2022); 0 where " +
      "none was seen, so that the two are linearly connected, empty where a value is not finite. Distance: Euclidean, between all trained numbers.",
  };
}

function planesSection({ landscape: { planes }, titles }: Measured): Section {
  return {
    kind: "contours",
    title: "Planes",
    maps: planes.map(({ kind, marks, x, y, losses }): ContourMap => {
      const names = marks.map(({ optimizer }) => titles.rule(optimizer));
      const isFilters = kind === "filters";
      return {
        title: isFilters
          ? `Around ${names[0]}'s solution, in two random directions`
          : `Through the solutions of ${new Intl.ListFormat("en").format(names)}`,
        xTitle: isFilters ? "First direction" : `Distance towards ${names[1]}`,
        yTitle: isFilters ? "Second direction" : "Distance at a right angle",
        valueTitle: LOSS,
        ...{ x, y, values: losses },
        marks: marks.map(({ x, y }, index) => ({ title: names[index], x, y })),
      };
    }),
    note:
      "Two dimensions of as many as there are trained numbers: what looks like a bowl may have ways out of it, and what looks apart may be joined around the plane. Through three solutions " +
      "(Garipov et al. 2018) distances are true. In random directions (Li et al. 2018) each output's weights move by as much as they are long at 1, so that no scale of the " +
      "weights makes a minimum look flat; biases and gains stay. Running statistics, as of batch norm, are mixed as the weights are between solutions, kept beyond them and around one, and not computed anew.",
  };
}
