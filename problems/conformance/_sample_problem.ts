import { shareDataset, type SharedDataset } from "@descent/data";
import { sampleDataset } from "@descent/data/testing";
import {
  affine,
  batchNorm,
  dropout,
  flatten,
  relu,
  sequential,
  softmaxCrossEntropy,
} from "@descent/layers";
import { defineProblem } from "../contract/define_problem.ts";
import { accuracy } from "../measures/accuracy.ts";
import { LOSS } from "../contract/metric.ts";
import type { BuiltProblem, ProblemContext, ProblemPlugin } from "../contract/problem_plugin.ts";
import { supervised } from "../supervised/supervised.ts";

/** Builds what {@linkcode sampleProblem} trains: a small net with buffers and random draws. */
export function buildSample(data: SharedDataset, context: ProblemContext): BuiltProblem {
  return supervised({
    context,
    data,
    layer: sequential([
      flatten(),
      affine({ units: 6 }),
      batchNorm(),
      relu(),
      dropout({ rate: 0.3 }),
      affine({ units: 3, role: "output" }),
    ]),
    loss: softmaxCrossEntropy(),
    metrics: { accuracy },
    model: "16-6-3",
  });
}

/** Faults that a test puts into {@linkcode sampleProblem}. */
export interface SampleChanges extends Omit<Partial<ProblemPlugin>, "create"> {
  /** Changes to what `create` of the sound problem gives. */
  readonly built?: (built: BuiltProblem, context: ProblemContext) => Partial<BuiltProblem>;
  /** A problem built with another context. */
  readonly context?: (context: ProblemContext) => Partial<ProblemContext>;
}

/** A sound problem of images, but for what is given. */
export function sampleProblem({ built, context, ...changes }: SampleChanges = {}): ProblemPlugin {
  return defineProblem<Record<never, never>, SharedDataset>({
    name: "sample",
    title: "Sample",
    reference: "drawn for the test",
    options: {},
    metrics: { loss: LOSS, accuracy },
    selection: "validation/accuracy",
    budget: () => ({
      batchSize: 16,
      epochs: 2,
      evaluationsPerEpoch: 1,
      schedule: "constant",
      target: null,
    }),
    load: () => shareDataset(sampleDataset()),
    ...changes as Record<never, never>,
    create(data, _options, given) {
      const own = { ...given, ...context?.(given) };
      const sound = buildSample(data, own);
      return { ...delegated(sound), ...built?.(sound, own) };
    },
  });
}

/** A problem as an object whose parts can be replaced. */
export function delegated(built: BuiltProblem): BuiltProblem {
  const { parameters, buffers, stepsPerEpoch, examples, model, data } = built;
  return {
    parameters,
    buffers,
    stepsPerEpoch,
    examples,
    model,
    data,
    nextBatch: (step) => built.nextBatch(step),
    gradients: (mode) => built.gradients(mode),
    evaluate: (split, count) => built.evaluate(split, count),
    confusion: () => built.confusion?.() ?? null,
    [Symbol.dispose]: () => built[Symbol.dispose](),
  };
}
