import type { CaseReader, GoldenArray, GoldenComparison } from "@descent/core/testing";
import {
  binaryCrossEntropy,
  binaryCrossEntropyOfProbabilities,
  cosineEmbedding,
  gaussianNll,
  huber,
  klDivergence,
  type Loss,
  meanAbsoluteError,
  meanSquaredError,
  multiclassHinge,
  poissonNll,
  type Reduction,
  smoothL1,
  softmaxCrossEntropy,
} from "@descent/layers";
import type { GoldenKind } from "../golden_kind.ts";
import { goldenEngine } from "./_golden_engine.ts";

/** A loss with what it compares: scores with classes or their probabilities, or numbers with numbers. */
interface LossCase {
  readonly loss: (reduction: Reduction) => Loss;
  readonly prediction: string;
  readonly target: string;
  readonly compares: "classes" | "probabilities" | "elements";
  /** The function of the prediction before, and its derivative; default none. */
  readonly before?: {
    readonly value: (x: number) => number;
    readonly slope: (x: number) => number;
  };
}

const crossEntropy: GoldenKind = {
  name: "softmax_cross_entropy",
  check(reader) {
    const options = {
      labelSmoothing: reader.number("label_smoothing", 0),
      ...given(reader, "weight", "classWeights"),
      ...reader.hasParam("ignore_index") ? { ignoreIndex: reader.number("ignore_index") } : {},
    };
    return compareLoss(reader, {
      loss: (reduction) => softmaxCrossEntropy({ ...options, reduction }),
      prediction: "logits",
      target: "labels",
      compares: "classes",
    });
  },
};

const crossEntropyOfProbabilities: GoldenKind = {
  name: "cross_entropy_of_probabilities",
  check(reader) {
    const targets = reader.choice("target", ["probabilities"], "probabilities");
    const options = {
      labelSmoothing: reader.number("label_smoothing", 0),
      ...given(reader, "weight", "classWeights"),
    };
    return compareLoss(reader, {
      loss: (reduction) => softmaxCrossEntropy({ ...options, targets, reduction }),
      prediction: "logits",
      target: "target",
      compares: "probabilities",
    });
  },
};

const multiMargin: GoldenKind = {
  name: "multi_margin",
  check(reader) {
    const power = reader.choice("p", [1, 2], 1), margin = reader.number("margin", 1);
    const options = { margin, power, ...given(reader, "weight", "classWeights") };
    const arrays = { prediction: "scores", target: "labels", compares: "classes" } as const;
    const comparisons = compareLoss(reader, {
      loss: (reduction) => multiclassHinge({ ...options, classReduction: "mean", reduction }),
      ...arrays,
    });
    const summed = "out_without_division_by_classes";
    if (reader.expects(summed)) {
      const loss = (reduction: Reduction) => multiclassHinge({ ...options, reduction });
      comparisons.push(compareValue(reader, { loss, ...arrays }, summed));
    }
    return comparisons;
  },
};

const logistic: GoldenKind = {
  name: "bce_with_logits",
  check(reader) {
    const options = { ...given(reader, "weight"), ...given(reader, "pos_weight", "posWeight") };
    return compareLoss(
      reader,
      elements((reduction) => binaryCrossEntropy({ ...options, reduction })),
    );
  },
};

/** The cases give logits, of which PyTorch's loss takes the probabilities. */
const ofProbabilities: GoldenKind = {
  name: "bce",
  check(reader) {
    const value = (x: number) => 1 / (1 + Math.exp(-x));
    const before = { value, slope: (x: number) => value(x) * value(-x) };
    const loss = (reduction: Reduction) => binaryCrossEntropyOfProbabilities({ reduction });
    return compareLoss(reader, { ...elements(loss), before });
  },
};

/** Losses of PyTorch's names that compare x with a target; each reads the params that it has. */
const ofElements: Readonly<
  Record<string, (reader: CaseReader) => (reduction: Reduction) => Loss>
> = {
  mse: () => (reduction) => meanSquaredError({ reduction }),
  huber(reader) {
    const delta = reader.number("delta", 1);
    return (reduction) => huber({ delta, reduction });
  },
  l1: () => (reduction) => meanAbsoluteError({ reduction }),
  // The cases do not say that their β is a half, nor that the variance below is 0.7.
  smooth_l1(reader) {
    const beta = reader.number("beta", 0.5);
    return (reduction) => smoothL1({ beta, reduction });
  },
  gaussian_nll(reader) {
    const variance = reader.number("var", 0.7);
    return (reduction) => gaussianNll({ variance, reduction });
  },
  poisson_nll: () => (reduction) => poissonNll({ reduction }),
  // The mean of the cases is PyTorch's "batchmean".
  kl_div: () => (reduction) => klDivergence({ reduction }),
  cosine_embedding: () => (reduction) => cosineEmbedding({ reduction }),
};

/** Losses, with any reduction. */
export const losses: readonly GoldenKind[] = [
  crossEntropy,
  crossEntropyOfProbabilities,
  multiMargin,
  logistic,
  ofProbabilities,
  ...Object.entries(ofElements).map(([name, lossOf]): GoldenKind => ({
    name,
    check: (reader) => compareDifferences(reader, lossOf(reader)),
  })),
];

function elements(loss: LossCase["loss"]): LossCase {
  return { loss, prediction: "x", target: "target", compares: "elements" };
}

/** A list among the params under the library's name; nothing where it is not given. */
function given(
  reader: CaseReader,
  param: string,
  name: string = param,
): Readonly<Record<string, readonly number[]>> {
  return (reader.golden.params[param] ?? null) === null
    ? (reader.choice(param, [null], null), {})
    : { [name]: reader.numbers(param) };
}

/** A loss of the differences x − t. Ours give no gradient of the target: it is that of x with both exchanged. */
function compareDifferences(reader: CaseReader, loss: LossCase["loss"]): GoldenComparison[] {
  const comparisons = compareLoss(reader, elements(loss));
  if (reader.expects("grad_target")) {
    const exchanged = { ...elements(loss), prediction: "target", target: "x" };
    comparisons.push(compareGradient(reader, exchanged, "grad_target"));
  }
  return comparisons;
}

function compareLoss(reader: CaseReader, of: LossCase): GoldenComparison[] {
  return [
    compareValue(reader, of, "out"),
    compareGradient(reader, of, `grad_${of.prediction}`),
  ];
}

function compareValue(reader: CaseReader, of: LossCase, what: string): GoldenComparison {
  const { values } = evaluate(reader, of);
  return {
    what,
    got: values,
    want: reader.expectedArray(what).data,
    criterion: reader.closeness(),
  };
}

function compareGradient(reader: CaseReader, of: LossCase, what: string): GoldenComparison {
  const { gradient } = evaluate(reader, of);
  const upstream = reader.input("grad_out").data, size = gradient.length / upstream.length;
  return {
    what,
    got: gradient.map((value, i) => value * upstream[Math.floor(i / size)]),
    want: asOurs(reader.expectedArray(what), of).data,
    criterion: reader.closeness(),
  };
}

/** The losses and their gradients; without a reduction each loss for itself. */
function evaluate(
  reader: CaseReader,
  { loss, prediction, target, compares, before }: LossCase,
): { readonly values: number[]; readonly gradient: number[] } {
  const reduction = reader.choice("reduction", ["mean", "sum", "none"], "mean");
  const { dtype } = reader;
  const x = asOurs(reader.input(prediction), { compares });
  const given = reader.input(target);
  const t = compares === "classes" ? given : asOurs(given, { compares });
  using arena = goldenEngine().arena();
  const numbers = before === undefined ? x.data : x.data.map(before.value);
  const built = loss(reduction).build(x.shape, { arena, dtype });
  const targets = compares === "classes"
    ? arena.from(t.data, t.shape, "i32")
    : arena.from(t.data, t.shape, dtype);
  const value = built.forward(arena.from(numbers, x.shape, dtype), targets);
  return {
    values: reduction === "none" ? [...built.losses.data] : [value],
    gradient: Array.from(
      built.backward().data,
      (each, i) => before === undefined ? each : each * before.slope(x.data[i]),
    ),
  };
}

/** PyTorch has the classes on axis 1, ours stand on the last one. */
function asOurs(array: GoldenArray, { compares }: Pick<LossCase, "compares">): GoldenArray {
  const [N, K, ...rest] = array.shape;
  if (compares === "elements" || rest.length === 0) return array;
  const S = array.data.length / (N * K);
  const at = (i: number) => {
    const k = i % K, s = Math.floor(i / K) % S, n = Math.floor(i / (K * S));
    return array.data[(n * K + k) * S + s];
  };
  return { shape: [N, ...rest, K], data: array.data.map((_, i) => at(i)) };
}
