import { assertEquals, assertThrows } from "@std/assert";
import { sampleRegressionRun, sampleRun } from "../testing/sample_run.ts";
import { checkRun } from "./check_run.ts";
import type { Run } from "./run.ts";
import type { ResultsRecord, RunRecord } from "./run_record.ts";

const { record, metrics } = sampleRun();
const [first, last] = metrics;

/** The sample with other fields. */
function changed(changes: Partial<RunRecord>, rows = metrics): Run {
  return { record: { ...record, ...changes }, metrics: rows };
}

const pictures = {
  shape: [1, 1, 3],
  worst: [{ index: 7, target: 1, predicted: 0, probability: 0.9, pixels: "AAEC" }],
  filters: null,
};

const landscape = {
  metric: "validation/loss",
  examples: { train: 1, validation: 1 },
  ...{ evaluations: 4, gradientEvaluations: 0, solutions: ["adam"], lines: [] },
  planes: [{ kind: "filters", marks: [], x: [0, 1], y: [0, 1], losses: [[1, null], [2, 3]] }],
} as const;
const looking = { ...record.specification, landscape: [] };

function results(changes: Partial<ResultsRecord>): Run {
  return changed({ results: { ...record.results, ...changes } });
}

function rows(changes: Partial<typeof last>): Run {
  return changed({}, [first, { ...last, ...changes }]);
}

const diverged: Run = {
  record: {
    ...record,
    status: "diverged",
    divergedAtStep: 81,
    budget: { ...record.budget, steps: 90 },
    results: { ...record.results, final: {}, best: {}, bestEpoch: null, weightsDigest: null },
  },
  metrics: [first, { ...last, step: 81, epoch: 2.025, scores: { "train/loss": Infinity } }],
};

const classes = {
  ...record.dataset!,
  classes: [
    { name: "a", train: 1, validation: 1, test: 4 },
    { name: "b", train: 1, validation: 1, test: 2 },
  ],
};

const WRONG: Readonly<Record<string, Run>> = {
  "of step 40 after 40": rows({ step: 40 }),
  "of step 80.5": rows({ step: 80.5 }),
  "of epoch 1 after 1": rows({ epoch: 1 }),
  "seconds 0.05 after 0.1": rows({ seconds: 0.05 }),
  "seconds NaN": rows({ seconds: NaN }),
  "gradientEvaluations 39 after 40": rows({ gradientEvaluations: 39 }),
  "'validation/accuracy' 1.5": rows({ scores: { "validation/accuracy": 1.5 } }),
  "step 80 is beyond the 79": changed({ budget: { ...record.budget, steps: 79 } }),
  "a reference of 'validation/perplexity'": changed({
    references: [{ title: "Trigram", metric: "validation/perplexity", value: 3 }],
  }),
  "status 'diverged' with samples": {
    record: { ...diverged.record, samples: ["Once"] },
    metrics: diverged.metrics,
  },
  "status 'diverged' with a confusion matrix": {
    record: { ...diverged.record, confusion: [[1]] },
    metrics: diverged.metrics,
  },
  "a confusion matrix of 1 rows of 2 numbers; wanted 2 of 2": changed({
    dataset: classes,
    confusion: [[3, 1]],
  }),
  "a confusion matrix of 1 rows of 1 numbers; wanted 0 of 0": changed({ confusion: [[4]] }),
  "a confusion matrix with 5 examples of class 'b'; wanted the 2": changed({
    dataset: classes,
    confusion: [[3, 1], [0, 5]],
  }),
  "status 'diverged' with pictures": {
    record: { ...diverged.record, pictures: { ...pictures, worst: [] } },
    metrics: diverged.metrics,
  },
  "a picture of 4 characters and the shape 1 x 3 x 3": changed({
    dataset: classes,
    pictures: { ...pictures, shape: [1, 3, 3] },
  }),
  "a picture of a class that is none of the 2": changed({
    dataset: classes,
    pictures: { ...pictures, worst: [{ ...pictures.worst[0], predicted: 2 }] },
  }),
  "results.steps is 79": results({ steps: 79 }),
  "results.epochs is 3": results({ epochs: 3 }),
  "results.seconds is 0.3": results({ seconds: 0.3 }),
  "results.gradientEvaluations is 81": results({ gradientEvaluations: 81 }),
  "wanted at least the 80 steps": {
    record: { ...record, results: { ...record.results, gradientEvaluations: 70 } },
    metrics: [first, { ...last, gradientEvaluations: 70 }],
  },
  "results.stepsToTarget is 80": results({ stepsToTarget: 80 }),
  "results.stepsToTarget is 40; its metrics want null": results({ target: null }),
  "results.secondsToTarget is null": results({ secondsToTarget: null }),
  "status 'completed' with a landscape": changed({ landscape }),
  "status 'diverged' with a landscape": {
    ...diverged,
    record: { ...diverged.record, specification: looking, landscape },
  },
  "a plane of 2 rows; wanted 3 of 2 losses": changed({
    specification: looking,
    landscape: { ...landscape, planes: [{ ...landscape.planes[0], y: [0, 1, 2] }] },
  }),
  "results.bestEpoch is 1": results({ bestEpoch: 1 }),
  "results.final 'validation/accuracy' is 0.9": results({
    final: { ...record.results.final, "validation/accuracy": 0.9 },
  }),
  "results.final 'validation/loss' is null": results({ final: {} }),
  "results.best 'validation/loss' is 0.01": results({
    best: { ...record.results.best, "validation/loss": 0.01 },
  }),
  "'test/accuracy' without any test example": changed({
    dataset: { ...record.dataset!, test: 0 },
    results: { ...record.results, final: { ...record.results.final, "test/accuracy": 1 } },
  }),
  "with scores or weights of the end": {
    ...diverged,
    record: { ...diverged.record, results: { ...diverged.record.results, bestEpoch: 1 } },
  },
  "divergedAtStep is 80; its metrics want 81": {
    ...diverged,
    record: { ...diverged.record, divergedAtStep: 80 },
  },
  "wanted 80 or 81, where it diverged": {
    ...diverged,
    record: { ...diverged.record, results: { ...diverged.record.results, steps: 79 } },
  },
};

Deno.test("checkRun takes what a trial can be", () => {
  checkRun(sampleRun(), "sample");
  checkRun(sampleRegressionRun(), "sample");
  checkRun(diverged, "sample");
  checkRun(results({ weightsDigest: null }), "sample");
  checkRun(changed({ specification: looking, landscape }), "sample");
  // An overflow is no number that JSON has.
  const perplexity = { title: "perplexity", better: "lower", format: "number" } as const;
  const problem = { ...record.problem, metrics: { ...record.problem.metrics, perplexity } };
  const infinite = { ...last.scores, "validation/perplexity": Infinity };
  checkRun(changed({ problem }, [first, { ...last, scores: infinite }]), "sample");
});

for (const [message, run] of Object.entries(WRONG)) {
  Deno.test(`checkRun refuses: ${message}`, () => {
    assertThrows(() => checkRun(run, "sample"), SyntaxError, message);
  });
}

Deno.test("checkRun asks no agreement of a trial that failed", () => {
  const { results } = diverged.record;
  const failed = { ...diverged.record, status: "failed", divergedAtStep: null, error: "gone" };
  checkRun({ record: { ...failed, results } as RunRecord, metrics: [] }, "sample");
  assertEquals(results.steps, 80);
});
