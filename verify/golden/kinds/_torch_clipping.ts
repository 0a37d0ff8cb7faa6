import type { CaseReader, GoldenComparison } from "@descent/core/testing";
import {
  createOptimizer,
  type OptimizerPlugin,
  sgd,
  withNormClipping,
  withValueClipping,
} from "@descent/optim";
import type { GoldenKind } from "../golden_kind.ts";
import { goldenEngine } from "./_golden_engine.ts";

const byNorm: GoldenKind = {
  name: "clip_grad_norm",
  check(reader) {
    reader.choice("norm_type", [2], 2);
    const hyperparameters = { clipNorm: reader.number("max_norm") };
    return compareClipped(reader, withNormClipping(sgd), hyperparameters);
  },
};

const byValue: GoldenKind = {
  name: "clip_grad_value",
  check: (reader) =>
    compareClipped(reader, withValueClipping(sgd), { clipValue: reader.number("clip_value") }),
};

/** Clipping of gradients. */
export const clipping: readonly GoldenKind[] = [byNorm, byValue];

/** The clipped gradient is what gradient descent from the origin with rate 1 moves by. */
function compareClipped(
  reader: CaseReader,
  plugin: OptimizerPlugin,
  hyperparameters: Readonly<Record<string, number>>,
): GoldenComparison[] {
  const { dtype } = reader, { data, shape } = reader.input("grad");
  using arena = goldenEngine().arena();
  const value = arena.tensor(shape, dtype), gradient = arena.from(data, shape, dtype);
  const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
  const optimizer = createOptimizer({ plugin, parameters, hyperparameters });
  optimizer.step({ step: 1, learningRate: 1 });
  return [{
    what: "out",
    got: value.data.map((moved) => -moved),
    want: reader.expectedArray("out").data,
    criterion: reader.closeness(),
  }];
}
