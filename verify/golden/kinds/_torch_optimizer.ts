import type { CaseReader, GoldenComparison } from "@descent/core/testing";
import { createOptimizer, type StateTree, withEvaluationView } from "@descent/optim";
import type { GoldenKind } from "../golden_kind.ts";
import { goldenEngine } from "./_golden_engine.ts";
import type { TorchRule } from "./_rule_readers.ts";
import { torchRule } from "./_torch_rule.ts";

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

/** Names of what is evaluated in place of the weights, where a case has it. */
const evaluatedNames = ["x", "ax", "ema", "slow"];

function comparePath(reader: CaseReader, rule: TorchRule, suffix: string): GoldenComparison[] {
  const recorded = reader.numbers("record_steps"), steps = reader.number("steps");
  const { dtype } = reader;
  const sign = reader.flag("maximize", false) ? -1 : 1;
  using arena = goldenEngine().arena();
  const parameters = tensorsOf(reader).map((index) => {
    const { data, shape } = reader.input(`w${index}`);
    return {
      ...{ index, name: `w${index}` },
      gradients: reader.input(`grads${index}`).data,
      value: arena.from(data, shape, dtype),
      gradient: arena.tensor(shape, dtype),
      role: shape.length === 2 ? "weight" as const : "bias" as const,
      decays: true,
      // Matrices of the newer cases are out x in.
      outputAxis: "first" as const,
      ...{ path: [] as number[], evaluated: [] as number[] },
    };
  });
  const { plugin, hyperparameters } = rule;
  const optimizer = createOptimizer({ plugin, parameters, hyperparameters });
  const factors = reader.hasParam("lr_factors") ? reader.numbers("lr_factors") : [];
  const estimates: number[] = [];
  for (let step = 1; step <= steps; step++) {
    for (const { gradient, gradients } of parameters) {
      for (let place = 0; place < gradient.size; place++) {
        gradient.data[place] = sign * gradients[(step - 1) * gradient.size + place];
      }
    }
    optimizer.step({ step, learningRate: hyperparameters.learningRate * (factors[step - 1] ?? 1) });
    if (!recorded.includes(step)) continue;
    for (const { path, value } of parameters) path.push(...value.data);
    estimates.push(...estimatesOf(optimizer.state));
    withEvaluationView(optimizer, () => {
      for (const { evaluated, value } of parameters) evaluated.push(...value.data);
    });
  }
  const criterion = reader.closeness();
  const compare = (what: string, got: readonly number[]): GoldenComparison[] =>
    reader.expects(what) ? [{ what, got, want: reader.expectedArray(what).data, criterion }] : [];
  return [
    ...parameters.flatMap(({ index, name, path, evaluated }) => [
      ...compare(name + suffix, path),
      ...evaluatedNames.flatMap((letters) => compare(`${letters}${index}`, evaluated)),
    ]),
    ...["d", "eta"].flatMap((what) => compare(what, estimates)),
  ];
}

/** The estimated distance or rate of rules that have one, or a rate for each tensor. */
function estimatesOf({ numbers, optimizer }: StateTree): number[] {
  if (numbers === undefined) {
    return optimizer === undefined ? [] : estimatesOf(optimizer as StateTree);
  }
  const all = numbers as Readonly<Record<string, number | Record<string, number>>>;
  const { numerator, distance, rate } = all;
  if (numerator !== undefined) return [distance as number];
  if (rate !== undefined) return [rate as number];
  return Object.values(all).map((each) => (each as Record<string, number>).rate);
}

/** Numbers of the tensors, in order. */
function tensorsOf(reader: CaseReader): number[] {
  return Object.keys(reader.golden.inputs).filter((name) => /^w\d+$/.test(name))
    .map((name) => Number(name.slice(1)));
}
