import { scoreProblem } from "./_score_range.ts";
import {
  isBetter,
  type Metric,
  type MetricKey,
  metricOf,
  parseMetricKey,
  type Scores,
} from "./metric.ts";
import type { MetricsRow } from "./metrics_row.ts";
import type { Run } from "./run.ts";
import type { ProblemRecord, RunRecord } from "./run_record.ts";

/** Divisions of the same whole numbers in another order. */
const TOLERANCE = 1e-9;

const COSTS = ["seconds", "gradientEvaluations"] as const;
const START = { step: -1, epoch: -1, seconds: 0, gradientEvaluations: 0 };

/**
 * Checks that a record and its metrics can be of one trial: values in their ranges, rows in their order, scores and cost
 * those of the rows that they come from.
 *
 * @param run The trial; its record is one of {@linkcode parseRunRecord}.
 * @param source Where the record comes from, for messages.
 * @throws {SyntaxError} When anything does not hold; the message says what.
 */
export function checkRun({ record, metrics }: Run, source: string): void {
  for (const problem of problems(record, metrics)) {
    throw new SyntaxError(`Run record ${source}: ${problem}`);
  }
}

function* problems(record: RunRecord, rows: readonly MetricsRow[]): Generator<string> {
  yield* rowProblems(record.problem, rows);
  for (const { metric } of record.references) {
    const { name } = parseMetricKey(metric);
    if (!Object.hasOwn(record.problem.metrics, name)) {
      yield `a reference of '${metric}', which its problem does not measure`;
    }
  }
  if (record.status !== "completed" && record.samples.length > 0) {
    yield `status '${record.status}' with samples; wanted them only where the trial completed`;
  }
  yield* confusionProblems(record);
  yield* pictureProblems(record);
  yield* landscapeProblems(record);
  const { final, best, bestEpoch, weightsDigest } = record.results;
  const ends = [...Object.values({ ...final, ...best }), bestEpoch, weightsDigest];
  if (record.status !== "completed" && ends.some((value) => value !== null)) {
    yield `status '${record.status}' with scores or weights of the end; ` +
      "wanted them only where the trial completed";
  }
  if (record.status === "failed") return;
  yield* costProblems(record, rows);
  yield* targetProblems(record, rows);
  if (record.status === "completed") yield* scoreProblems(record, rows);
}

/** Each test example is in it once, in the row of its class. */
function* confusionProblems({ confusion, dataset, status }: RunRecord): Generator<string> {
  if (confusion === null) return;
  if (status !== "completed") {
    yield `status '${status}' with a confusion matrix; wanted one only where the trial completed`;
  }
  const K = dataset?.classes?.length ?? 0;
  if (confusion.length !== K || confusion.some((row) => row.length !== K)) {
    const columns = confusion.map((row) => row.length);
    yield `a confusion matrix of ${confusion.length} rows of ${
      [...new Set(columns)].join(" or ") || "no"
    } numbers; wanted ${K} of ${K}, the classes of its data`;
    return;
  }
  for (const [k, { name, test }] of dataset!.classes!.entries()) {
    const count = confusion[k].reduce((sum, value) => sum + value, 0);
    if (count !== test) {
      yield `a confusion matrix with ${count} examples of class '${name}'; wanted the ${test} of its test set`;
    }
  }
}

/** Every picture has the bytes of its shape, and every class a name. */
function* pictureProblems({ pictures, dataset, status }: RunRecord): Generator<string> {
  if (pictures === undefined) return;
  if (status !== "completed") {
    yield `status '${status}' with pictures; wanted them only where the trial completed`;
  }
  const { shape, worst, filters } = pictures, K = dataset?.classes?.length ?? 0;
  const all = [
    ...worst.map(({ pixels }) => ({ pixels, shape })),
    ...filters?.pixels.map((pixels) => ({ pixels, shape: filters.shape })) ?? [],
  ];
  const wrong = all.find(({ pixels, shape: [C, H, W, ...more] }) =>
    more.length > 0 || !(C === 1 || C === 3) || pixels.length !== 4 * Math.ceil(C * H * W / 3)
  );
  if (wrong !== undefined) {
    yield `a picture of ${wrong.pixels.length} characters and the shape ${
      wrong.shape.join(" x ")
    }; ` +
      "wanted 1 or 3 channels, height and width, and base64 of so many bytes";
  }
  if (worst.some(({ target, predicted }) => target >= K || predicted >= K)) {
    yield `a picture of a class that is none of the ${K} of its data`;
  }
}

/** A landscape was asked for, and every plane of it has its cells. */
function* landscapeProblems({ landscape, specification, status }: RunRecord): Generator<string> {
  if (landscape === undefined) return;
  if (status !== "completed" || specification.landscape === undefined) {
    yield `status '${status}' with a landscape; wanted one only where it was asked for and the trial completed`;
  }
  for (const { x, y, losses } of landscape.planes) {
    if (losses.length !== y.length || losses.some((row) => row.length !== x.length)) {
      yield `a plane of ${losses.length} rows; wanted ${y.length} of ${x.length} losses`;
    }
  }
}

function* rowProblems(
  { metrics }: ProblemRecord,
  rows: readonly MetricsRow[],
): Generator<string> {
  let before: Pick<MetricsRow, "step" | "epoch" | typeof COSTS[number]> = START;
  // All rows have the same few keys.
  const known = new Map<string, Metric>();
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index];
    const place = () => `row ${index + 1} of its metrics`;
    if (!Number.isSafeInteger(row.step) || row.step <= before.step) {
      yield `${place()} is of step ${row.step} after ${before.step}; wanted rising whole numbers`;
    }
    if (!(row.epoch > before.epoch && row.epoch < Infinity)) {
      yield `${place()} is of epoch ${row.epoch} after ${before.epoch}; wanted rising numbers`;
    }
    for (const field of COSTS) {
      if (!(row[field] >= before[field] && row[field] < Infinity)) {
        yield `${place()} has ${field} ${row[field]} after ${before[field]}; wanted no less`;
      }
    }
    for (const key in row.scores) {
      let metric = known.get(key);
      if (metric === undefined) known.set(key, metric = metricOf(metrics, key));
      const problem = scoreProblem(metric, row.scores[key as MetricKey]);
      if (problem !== undefined) yield `${place()} has '${key}' ${problem}`;
    }
    before = row;
  }
}

function* costProblems(
  { status, divergedAtStep, budget, results }: RunRecord,
  rows: readonly MetricsRow[],
): Generator<string> {
  const last = rows.at(-1) ?? { step: 0, epoch: 0, seconds: 0, gradientEvaluations: 0 };
  const ended = divergedAtStep ?? results.steps;
  if (ended > budget.steps) yield `step ${ended} is beyond the ${budget.steps} of its budget`;
  yield* differs(divergedAtStep === null ? "results.steps" : "divergedAtStep", ended, last.step);
  // A loss that is no longer finite shows before the step is done, or in the evaluation after it.
  if (status === "diverged" && results.steps !== ended && results.steps !== ended - 1) {
    yield `results.steps is ${results.steps}; wanted ${ended - 1} or ${ended}, where it diverged`;
  }
  yield* differs("results.seconds", results.seconds, last.seconds);
  yield* differs(
    "results.gradientEvaluations",
    results.gradientEvaluations,
    last.gradientEvaluations,
  );
  if (results.gradientEvaluations < results.steps) {
    yield `results.gradientEvaluations is ${results.gradientEvaluations}; ` +
      `wanted at least the ${results.steps} steps`;
  }
  const difference = results.epochs * last.step - last.epoch * results.steps;
  if (Math.abs(difference) > TOLERANCE * Math.max(1, last.epoch * results.steps)) {
    yield `results.epochs is ${results.epochs} for ${results.steps} steps; ` +
      `wanted the ratio of its metrics, ${last.epoch} for ${last.step}`;
  }
}

function* targetProblems(
  { problem, results: { target, stepsToTarget, secondsToTarget } }: RunRecord,
  rows: readonly MetricsRow[],
): Generator<string> {
  const met = target === null ? undefined : rows.find(({ scores }) => {
    const value = scores[target.metric];
    return value != null &&
      (value === target.value ||
        isBetter(metricOf(problem.metrics, target.metric), value, target.value));
  });
  yield* differs("results.stepsToTarget", stepsToTarget, met?.step ?? null);
  yield* differs("results.secondsToTarget", secondsToTarget, met?.seconds ?? null);
}

function* scoreProblems(
  { problem, dataset, results: { final, best, bestEpoch } }: RunRecord,
  rows: readonly MetricsRow[],
): Generator<string> {
  const bestRow = bestOf(problem, rows);
  yield* differs("results.bestEpoch", bestEpoch, bestRow?.epoch ?? null);
  yield* validationProblems("results.final", final, rows.at(-1));
  yield* validationProblems("results.best", best, bestRow);
  for (const [field, scores] of [["results.final", final], ["results.best", best]] as const) {
    const tested = Object.keys(scores).find((key) => key.startsWith("test/"));
    if (tested !== undefined && dataset?.test === 0) {
      yield `${field} has '${tested}' without any test example`;
    }
  }
}

/** The first row with the best finite value of the metric that defines the best evaluation. */
function bestOf(
  { metrics, selection }: ProblemRecord,
  rows: readonly MetricsRow[],
): MetricsRow | undefined {
  const metric = metricOf(metrics, selection);
  const measured = rows.filter(({ scores }) => Number.isFinite(scores[selection]));
  return measured.slice(1).reduce<MetricsRow | undefined>(
    (best, row) => isBetter(metric, row.scores[selection]!, best!.scores[selection]!) ? row : best,
    measured[0],
  );
}

/** Measurements on the validation set are made once; on the others the record says more than the rows. */
function* validationProblems(
  field: string,
  scores: Scores,
  row: MetricsRow | undefined,
): Generator<string> {
  const measured: Scores = row?.scores ?? {};
  for (const key of Object.keys({ ...scores, ...measured }) as MetricKey[]) {
    if (!key.startsWith("validation/")) continue;
    const value = measured[key] ?? null, given = scores[key] ?? null;
    // JSON has no infinity.
    const wanted = Number.isFinite(value) ? value : null;
    if (given !== wanted) yield* differs(`${field} '${key}'`, given, wanted);
  }
}

function* differs(
  field: string,
  value: number | null,
  wanted: number | null,
): Generator<string> {
  if (value !== wanted) yield `${field} is ${value}; its metrics want ${wanted}`;
}
