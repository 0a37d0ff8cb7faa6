import type { LandscapeRecord } from "../record/landscape_record.ts";
import { metricOf, type MetricTable, metricTitle } from "../record/metric.ts";
import type { ContourMap } from "../charts/contour_figure.ts";
import type { LineChart, LineSeries } from "../charts/lines_figure.ts";
import type { GroupSection, Section } from "../sections/section.ts";
import { capitalized } from "../text/capitalized.ts";
import { counted } from "../text/counted.ts";

const INITIAL = "Initial weights", LOSS = "Training loss";

/**
 * Options of {@linkcode landscapeSection}.
 *
 * @category Pages
 */
export interface LandscapeSectionOptions {
  /** The losses. */
  readonly landscape: Pick<LandscapeRecord, "metric" | "lines" | "planes">;
  /** The problem's metrics. */
  readonly metrics: MetricTable;
  /** The optimizer whose trial looked. */
  readonly own: string;
  /** Its seed. */
  readonly seed: number;
  /**
   * The title of an optimizer.
   *
   * @param optimizer Its name.
   * @returns Its title.
   */
  readonly title: (optimizer: string) => string;
  /**
   * The address of an optimizer's page; default none has one.
   *
   * @param optimizer Its name.
   * @returns The address.
   */
  readonly href?: (optimizer: string) => string;
}

/**
 * The loss between solutions: on straight lines from the initial weights and from the own solution, the barriers of all
 * pairs, and planes.
 *
 * @category Pages
 * @param options The losses and the words for them, see {@linkcode LandscapeSectionOptions}.
 * @returns The section.
 *
 * @example
 * ```ts
 * import { landscapeSection } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * const { sections } = landscapeSection({
 *   landscape: { metric: "validation/loss", lines: [], planes: [] },
 *   metrics: { loss: { title: "loss", better: "lower", format: "number" } },
 *   own: "adam",
 *   seed: 1,
 *   title: () => "Adam",
 * });
 * assertEquals(sections.map(({ title }) => title), ["Straight lines", "Barriers", "Planes"]);
 * ```
 */
export function landscapeSection(options: LandscapeSectionOptions): GroupSection {
  const { landscape: { lines, planes }, own, seed, title } = options;
  const others = lines.filter(({ from, to }) => from === null && to !== own).length;
  const evaluations = 2 * lines.reduce((sum, { points }) => sum + points.length, 0) +
    planes.reduce((sum, { x, y }) => sum + x.length * y.length, 0);
  return {
    kind: "group",
    title: "Between solutions",
    text: [
      `${title(own)} trained once more with seed ${seed}, and in the same trial ${
        others === 0 ? "no other optimizer" : counted(others, "other optimizer")
      }, each at its chosen setting, from the same initial weights on the same minibatches. Then the loss was evaluated at points between where they ended: no training goes through these.`,
      `It took these trainings again and ${
        evaluations.toLocaleString("en")
      } evaluations without gradients, each over the first 256 examples of a part, or all where there are fewer. None of it counts in a budget, nothing was chosen by it, and the test part was not looked at.`,
    ],
    sections: [lineCharts(options), barrierTable(options), planesSection(options)],
  };
}

function lineCharts(
  { landscape: { metric, lines }, metrics, own, title: titleOf }: LandscapeSectionOptions,
): Section {
  const measures = ["train/loss", metric].map((key) => measureOf(metrics, key));
  const ways = [
    { title: "From the initial weights", of: lines.filter(({ from }) => from === null) },
    {
      title: `From ${titleOf(own)}'s solution`,
      of: lines.filter(({ from }) => from === own),
    },
  ];
  return {
    kind: "lines",
    title: "Straight lines",
    charts: ways.flatMap(({ title, of }) =>
      measures.flatMap(({ title: measure, format, isBounded }, place): LineChart[] => {
        const series = of.map(({ to, points }): LineSeries => ({
          name: to,
          title: titleOf(to),
          points: points.flatMap(([x, ...values]) => {
            const y = values[place];
            return y === null || !isBounded && y <= 0 ? [] : [{ x, y }];
          }),
        }));
        if (series.every(({ points }) => points.length === 0)) return [];
        return [{
          title: `${title}: ${measure}`,
          series,
          x: { title: "Share of the way, α" },
          y: { title: capitalized(measure), scale: isBounded ? "linear" : "log", format },
        }];
      })
    ),
    colours: "name",
    note:
      "θ(α) = (1 − α) θ_from + α θ_to (Goodfellow et al. 2015): 0 and 1 are the ends, what lies outside continues the line. Values that are not finite, and losses of 0 and below, have no " +
      "place here. Two networks that compute the same may lie far apart, with their hidden units in another order: a barrier is no proof that they differ.",
  };
}

/** A metric along a line. A share is not drawn on a logarithmic axis, which would draw it out near 0. */
function measureOf(metrics: MetricTable, key: string) {
  const { format } = metricOf(metrics, key);
  return { title: metricTitle(metrics, key), format, isBounded: format === "percent" };
}

function barrierTable(
  { landscape: { metric, lines }, metrics, title: titleOf, href }: LandscapeSectionOptions,
): Section {
  const { title, format } = measureOf(metrics, metric);
  const named = (name: string) => ({
    value: titleOf(name),
    series: name,
    ...href && { href: href(name) },
  });
  const at = (points: LandscapeRecord["lines"][number]["points"], position: number) =>
    points.find(([each]) => each === position)?.[1] ?? null;
  return {
    kind: "table",
    title: "Barriers",
    columns: [
      { title: "From" },
      { title: "To" },
      { title: "Barrier, training loss" },
      { title: `Barrier, ${title}`, format },
      { title: "Training loss at its beginning" },
      { title: "Training loss at its end" },
      { title: "Distance" },
    ],
    rows: lines.map(({ from, to, barriers, points, distance }) => [
      from === null ? INITIAL : named(from),
      named(to),
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

function planesSection(
  { landscape: { planes }, title: titleOf }: LandscapeSectionOptions,
): Section {
  return {
    kind: "contours",
    title: "Planes",
    maps: planes.map(({ kind, marks, x, y, losses }): ContourMap => {
      const names = marks.map(({ optimizer }) => titleOf(optimizer));
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
