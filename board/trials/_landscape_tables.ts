import { stringify } from "@std/csv";
import type { LandscapeLine, LandscapePlane, MetricKey } from "@descent/reports";
import { number, optional, table } from "./_table_rows.ts";
import type { BoardLandscape, BoardTrial } from "./board_trial.ts";

const POINT_COLUMNS = [
  ...["problem", "rule", "seed", "kind", "from", "to", "x", "y", "metric", "value"],
] as const;
const BARRIER_COLUMNS = [
  ...["problem", "rule", "seed", "from", "to", "distance", "metric", "barrier"],
] as const;
/** Kinds of rows: of a line, of a plane by its kind, and the place of a solution in a plane of the kind in `to`. */
const LINE = "line", SOLUTION = "solution";
const LOSS: MetricKey = "train/loss";

/** The files of the losses between solutions, long and tidy. */
interface LandscapeFiles {
  readonly "landscape.csv"?: string;
  readonly "barriers.csv"?: string;
}

/** Writes the landscapes of trials; nothing where there is none. */
export function landscapeTables(trials: readonly BoardTrial[]): LandscapeFiles {
  const points: (string | number | null)[][] = [], barriers: typeof points = [];
  for (const { problem, rule, seed, landscape } of trials) {
    if (landscape === undefined) continue;
    const own = [problem, rule, seed], { metric, lines, planes } = landscape;
    for (const { from, to, distance, barriers: [ofLoss, ofMetric], points: along } of lines) {
      barriers.push([...own, from, to, distance, LOSS, ofLoss]);
      barriers.push([...own, from, to, distance, metric, ofMetric]);
      for (const [x, loss, value] of along) {
        points.push([...own, LINE, from, to, x, null, LOSS, loss]);
        points.push([...own, LINE, from, to, x, null, metric, value]);
      }
    }
    for (const { kind, marks, x, y, losses } of planes) {
      for (const mark of marks) {
        points.push([...own, SOLUTION, mark.optimizer, kind, mark.x, mark.y, null, null]);
      }
      losses.forEach((row, j) =>
        row.forEach((loss, i) => points.push([...own, kind, null, null, x[i], y[j], LOSS, loss]))
      );
    }
  }
  if (points.length === 0) return {};
  return {
    "landscape.csv": stringify([[...POINT_COLUMNS], ...points], { headers: false }),
    "barriers.csv": stringify([[...BARRIER_COLUMNS], ...barriers], { headers: false }),
  };
}

/** A landscape as it is read, row by row. */
interface Growing {
  metric: MetricKey;
  readonly lines:
    (Omit<LandscapeLine, "points"> & { readonly points: LandscapeLine["points"][number][] })[];
  readonly planes: (Pick<LandscapePlane, "kind"> & {
    readonly marks: LandscapePlane["marks"][number][];
    readonly x: number[];
    readonly y: number[];
    readonly losses: (number | null)[][];
  })[];
}

/** Reads what {@linkcode landscapeTables} has written, by problem and rule. */
export function readLandscapes(files: LandscapeFiles): Map<string, BoardLandscape> {
  const all = new Map<string, Growing>();
  const { "landscape.csv": points, "barriers.csv": barriers } = files;
  if (points === undefined || barriers === undefined) return all;
  const known = new Map<string, Pick<LandscapeLine, "distance" | "barriers">>();
  let before: number | null = null;
  for (const row of table(barriers, "barriers.csv", BARRIER_COLUMNS)) {
    const key = [row.problem, row.rule, row.from, row.to].join("/");
    const distance = number(row, "distance"), barrier = optional(row, "barrier");
    // The loss's comes first.
    known.set(key, { distance, barriers: [before, barrier] });
    before = barrier;
  }
  let loss: number | null = null, isSecond = false;
  for (const row of table(points, "landscape.csv", POINT_COLUMNS)) {
    const { problem, rule, kind, from, to } = row, key = `${problem}/${rule}`;
    const own = all.get(key) ?? { metric: LOSS, lines: [], planes: [] };
    all.set(key, own);
    if (kind === LINE) {
      if (isSecond) {
        own.metric = row.metric as MetricKey;
        lineOf(own, row, known).points.push([number(row, "x"), loss, optional(row, "value")]);
      } else loss = optional(row, "value");
      isSecond = !isSecond;
    } else if (kind === SOLUTION) {
      planeOf(own, to).marks.push({ optimizer: from, x: number(row, "x"), y: number(row, "y") });
    } else {
      const { x, y, losses } = planeOf(own, kind), column = number(row, "x");
      if (y.at(-1) !== number(row, "y")) {
        y.push(number(row, "y"));
        losses.push([]);
      }
      if (y.length === 1) x.push(column);
      losses.at(-1)!.push(optional(row, "value"));
    }
  }
  return all;
}

function lineOf(
  { lines }: Growing,
  { problem, rule, from, to }: Readonly<Record<string, string>>,
  known: ReadonlyMap<string, Pick<LandscapeLine, "distance" | "barriers">>,
): Growing["lines"][number] {
  const start = from === "" ? null : from, last = lines.at(-1);
  if (last !== undefined && last.from === start && last.to === to) return last;
  const measures = known.get([problem, rule, from, to].join("/"));
  if (measures === undefined) {
    throw new SyntaxError(
      `barriers.csv: expected the line from '${from}' to '${to}' of ${problem}, found none; take the files from one report`,
    );
  }
  const line = { from: start, to, ...measures, points: [] };
  lines.push(line);
  return line;
}

function planeOf({ planes }: Growing, kind: string): Growing["planes"][number] {
  const last = planes.at(-1);
  if (last?.kind === kind) return last;
  const plane = { kind: kind as LandscapePlane["kind"], marks: [], x: [], y: [], losses: [] };
  planes.push(plane);
  return plane;
}
