import type { Parameter, Tensor } from "@descent/core";
import type { CaseReader, GoldenComparison } from "@descent/core/testing";
import { createOptimizer, twoLoopDirection } from "@descent/optim";
import type { GoldenKind } from "../golden_kind.ts";
import { goldenEngine } from "./_golden_engine.ts";
import { torchRule } from "./_torch_rule.ts";

/** The path of weights `w0`, `w1`, … down a function that the case names. */
export const optimizerOnFunction: GoldenKind = {
  name: "optimizer_on_function",
  check(reader) {
    const name = reader.choice("function", [...Object.keys(functions), "direction_only"]);
    return name === "direction_only"
      ? compareDirection(reader)
      : comparePath(reader, functions[name](reader));
  },
};

/** Writes gradients at the weights and returns the value. */
type Evaluate = (weights: readonly Float64Array[], gradients: readonly Float64Array[]) => number;

const functions: Readonly<Record<string, (reader: CaseReader) => Evaluate>> = {
  least_squares: (reader) => {
    const a = reader.input("A"), b = reader.input("B");
    const [n, inputs] = a.shape, outputs = b.shape[1];
    return ([w, bias], [dw, dbias]) => {
      dw.fill(0);
      dbias.fill(0);
      let value = 0;
      for (let row = 0; row < n; row++) {
        for (let out = 0; out < outputs; out++) {
          let r = bias[out] - b.data[row * outputs + out];
          for (let k = 0; k < inputs; k++) r += a.data[row * inputs + k] * w[out * inputs + k];
          value += r * r / (2 * n);
          dbias[out] += r / n;
          for (let k = 0; k < inputs; k++) dw[out * inputs + k] += r * a.data[row * inputs + k] / n;
        }
      }
      return value;
    };
  },
  quadratic: (reader) => {
    const { data: a } = reader.input("A"), { data: b } = reader.input("b");
    return ([x], [dx]) => {
      let value = 0;
      for (let i = 0; i < x.length; i++) {
        let product = 0;
        for (let j = 0; j < x.length; j++) product += a[i * x.length + j] * x[j];
        dx[i] = product - b[i];
        value += x[i] * product / 2 - b[i] * x[i];
      }
      return value;
    };
  },
  rosenbrock: () => ([x], [dx]) => {
    dx.fill(0);
    let value = 0;
    for (let i = 0; i + 1 < x.length; i++) {
      const rise = x[i + 1] - x[i] * x[i];
      value += 100 * rise * rise + (1 - x[i]) ** 2;
      dx[i] += -400 * x[i] * rise - 2 * (1 - x[i]);
      dx[i + 1] += 200 * rise;
    }
    return value;
  },
};

/** Steps in which a method with a line search is at the minimum. */
const enough = 60;

function comparePath(reader: CaseReader, evaluateAt: Evaluate): GoldenComparison[] {
  const { plugin, hyperparameters } = torchRule(reader);
  const recorded = reader.numbers("record_steps"), steps = reader.number("steps");
  using arena = goldenEngine().arena();
  const names = Object.keys(reader.golden.inputs).filter((name) => /^w\d+$/.test(name));
  const parameters = names.map(
    (name): Parameter & { value: Tensor<"f64">; gradient: Tensor<"f64"> } => {
      const { data, shape } = reader.input(name);
      const value = arena.from(data, shape, "f64"), gradient = arena.tensor(shape, "f64");
      return { name, value, gradient, role: "weight", decays: true, outputAxis: "first" };
    },
  );
  const weights = parameters.map(({ value }) => value.data);
  const gradients = parameters.map(({ gradient }) => gradient.data);
  const evaluate = () => evaluateAt(weights, gradients);
  const optimizer = createOptimizer({ plugin, parameters, hyperparameters });
  const paths = names.map((): number[] => []), losses: number[] = [];
  // Those of SAM are at the weights before the step, those of L-BFGS after it.
  const isBefore = plugin.name !== "lbfgs";
  const { learningRate } = hyperparameters;
  const total = reader.expects("minimizer") ? Math.max(steps, enough) : steps;
  for (let step = 1; step <= total; step++) {
    const loss = evaluate();
    optimizer.step({ step, learningRate, loss, evaluate });
    if (!recorded.includes(step)) continue;
    losses.push(isBefore ? loss : evaluate());
    weights.forEach((each, which) => paths[which].push(...each));
  }
  const criterion = reader.closeness();
  const compare = (what: string, got: readonly number[]): GoldenComparison[] =>
    reader.expects(what) ? [{ what, got, want: reader.expectedArray(what).data, criterion }] : [];
  return [
    ...names.flatMap((name, which) => compare(name, paths[which])),
    ...compare("loss", losses),
    ...compare("minimizer", [...weights[0]]),
    ...compare("minimum", [evaluate()]),
  ];
}

function compareDirection(reader: CaseReader): GoldenComparison[] {
  reader.choice("optimizer", ["LBFGS"]);
  reader.choice("initial_scale", ["sy_over_yy_of_newest"]);
  const { data: steps, shape: [pairs, n] } = reader.input("s");
  const direction = new Float64Array(n);
  twoLoopDirection({
    gradient: Float64Array.from(reader.input("gradient").data),
    steps: Float64Array.from(steps),
    differences: Float64Array.from(reader.input("y_differences").data),
    ...{ pairs, direction, scratch: new Float64Array(pairs) },
  });
  const want = reader.expectedArray("direction").data;
  return [{ what: "direction", got: direction, want, criterion: reader.closeness() }];
}
