import type { CaseReader, GoldenComparison } from "@descent/core/testing";
import { createOptimizer } from "@descent/optim";
import type { GoldenKind } from "../golden_kind.ts";
import { goldenEngine } from "./_golden_engine.ts";
import { type TorchRule, torchRule } from "./_torch_rule.ts";

/** The path of weights `w0`, `w1`, … under given gradients `grads0`, `grads1`, …, a row for each step. */
export const optimizer: GoldenKind = {
  name: "optimizer",
  check(reader) {
    const rule = torchRule(reader);
    const comparisons = comparePath(reader, rule, "");
    const { momentumRepeats } = rule.hyperparameters;
    if (momentumRepeats !== undefined && reader.expects("w0_documented")) {
      const documented = { ...rule.hyperparameters, momentumRepeats: 0 };
      comparisons.push(
        ...comparePath(reader, { ...rule, hyperparameters: documented }, "_documented"),
      );
    }
    return comparisons;
  },
};

function comparePath(reader: CaseReader, rule: TorchRule, suffix: string): GoldenComparison[] {
  const recorded = reader.numbers("record_steps"), steps = reader.number("steps");
  const { dtype } = reader;
  using arena = goldenEngine().arena();
  const parameters = tensorsOf(reader).map((index) => {
    const { data, shape } = reader.input(`w${index}`);
    return {
      name: `w${index}`,
      gradients: reader.input(`grads${index}`).data,
      value: arena.from(data, shape, dtype),
      gradient: arena.tensor(shape, dtype),
      role: "weight" as const,
      decays: true,
      path: [] as number[],
    };
  });
  const { plugin, hyperparameters } = rule;
  const optimizer = createOptimizer({ plugin, parameters, hyperparameters });
  const { learningRate } = hyperparameters;
  for (let step = 1; step <= steps; step++) {
    for (const { gradient, gradients } of parameters) {
      gradient.data.set(gradients.slice((step - 1) * gradient.size, step * gradient.size));
    }
    optimizer.step({ step, learningRate });
    if (!recorded.includes(step)) continue;
    for (const { path, value } of parameters) path.push(...value.data);
  }
  const criterion = reader.closeness();
  return parameters.map(({ name, path }) => ({
    what: name + suffix,
    got: path,
    want: reader.expectedArray(name + suffix).data,
    criterion,
  }));
}

/** Numbers of the tensors, in order. */
function tensorsOf(reader: CaseReader): number[] {
  return Object.keys(reader.golden.inputs).filter((name) => /^w\d+$/.test(name))
    .map((name) => Number(name.slice(1)));
}
