import { createOptimizer, sgd, withNormClipping } from "@descent/optim";
import type { GoldenKind } from "../golden_kind.ts";
import { goldenEngine } from "./_golden_engine.ts";

/** A gradient cut to a norm: what gradient descent from the origin with rate 1 moves by. */
export const normClipping: GoldenKind = {
  name: "clip_grad_norm",
  check(reader) {
    const clipNorm = reader.number("max_norm"), { dtype } = reader;
    reader.choice("norm_type", [2], 2);
    const { data, shape } = reader.input("grad");
    using arena = goldenEngine().arena();
    const value = arena.tensor(shape, dtype), gradient = arena.from(data, shape, dtype);
    const optimizer = createOptimizer({
      plugin: withNormClipping(sgd),
      parameters: [{ name: "w", value, gradient, role: "weight", decays: true }],
      hyperparameters: { clipNorm },
    });
    optimizer.step({ step: 1, learningRate: 1 });
    return [{
      what: "out",
      got: value.data.map((moved) => -moved),
      want: reader.expectedArray("out").data,
      criterion: reader.closeness(),
    }];
  },
};
