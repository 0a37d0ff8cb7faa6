import type { Tensor } from "@descent/core";
import { type CaseReader, type GoldenComparison, NotSupportedError } from "@descent/core/testing";
import {
  adam,
  createOptimizer,
  momentum,
  type OptimizerPlugin,
  restoreState,
  rmsprop,
  type SavedState,
} from "@descent/optim";
import type { GoldenKind } from "../golden_kind.ts";
import { comparePublished, skipProvenance } from "./_course_compare.ts";
import { goldenEngine } from "./_golden_engine.ts";

/** One step of the course's optimizers from a given state. */
interface CourseStep {
  readonly plugin: OptimizerPlugin;
  readonly hyperparameters: Readonly<Record<string, number>>;
  /** The course's names of our state, and the factor from theirs to ours; default 1. */
  readonly state: Readonly<Record<string, { readonly theirs: string; readonly factor?: number }>>;
  /** Steps that were made before; default 0. */
  readonly stepsBefore?: number;
}

const steps: Readonly<Record<string, (reader: CaseReader) => CourseStep>> = {
  // The course keeps the learning rate in the velocity: v = momentum v - rate dw, w += v.
  sgd_momentum: (reader) => ({
    plugin: momentum,
    hyperparameters: { momentum: reader.number("momentum"), dampening: 0 },
    state: {
      velocity: { theirs: "velocity", factor: -1 / reader.number("learning_rate") },
    },
    stepsBefore: 1,
  }),
  rmsprop: (reader) => ({
    plugin: rmsprop,
    hyperparameters: { alpha: reader.number("decay_rate"), epsilon: reader.number("epsilon") },
    state: { secondMoment: { theirs: "cache" } },
  }),
  adam(reader) {
    const stepsBefore = reader.number("t_before");
    if (reader.number("t_used") !== stepsBefore + 1) {
      throw new NotSupportedError(`param 't_used' = ${reader.number("t_used")}`);
    }
    return {
      plugin: adam,
      hyperparameters: {
        beta1: reader.number("beta1"),
        beta2: reader.number("beta2"),
        epsilon: reader.number("epsilon"),
      },
      state: { firstMoment: { theirs: "m" }, secondMoment: { theirs: "v" } },
      stepsBefore,
    };
  },
};

/** The course's update rules. */
export const courseSteps: readonly GoldenKind[] = Object.entries(steps).map(([name, stepOf]) => ({
  name,
  check: (reader) => compareStep(reader, stepOf(reader)),
}));

function compareStep(
  reader: CaseReader,
  { plugin, hyperparameters, state, stepsBefore = 0 }: CourseStep,
): GoldenComparison[] {
  skipProvenance(reader);
  const learningRate = reader.number("learning_rate");
  const { data, shape } = reader.input("w");
  using arena = goldenEngine().arena();
  const value = arena.from(data, shape, "f64");
  const gradient = arena.from(reader.input("dw").data, shape, "f64");
  const optimizer = createOptimizer({
    plugin,
    parameters: [{ name: "w", value, gradient, role: "weight", decays: true }],
    hyperparameters: { ...hyperparameters, learningRate },
  });
  const saved: Record<string, SavedState | number> = { step: stepsBefore };
  for (const [ours, { theirs, factor = 1 }] of Object.entries(state)) {
    const w = Float64Array.from(reader.input(theirs).data, (each) => each * factor);
    saved[ours] = { w };
  }
  restoreState(optimizer.state, saved);
  optimizer.step({ step: stepsBefore + 1, learningRate });

  const most = reader.toleranceOf("max");
  const full = { kind: "close", rtol: reader.toleranceOf("full_rtol"), atol: 0 } as const;
  const compare = (got: ArrayLike<number>, theirs: string) =>
    comparePublished(reader, got, `expected_${theirs}`, most, `${theirs}_full`, full);
  return [
    ...compare(value.data.slice(), "next_w"),
    ...Object.entries(state).flatMap(([ours, { theirs, factor = 1 }]) => {
      const { w } = optimizer.state[ours] as { readonly w: Tensor };
      return compare(Array.from(w.data, (each) => each / factor), theirs);
    }),
  ];
}
