import { type CaseReader, type GoldenComparison, NotSupportedError } from "@descent/core/testing";
import {
  binaryCrossEntropy,
  huber,
  type Loss,
  meanSquaredError,
  multiclassHinge,
  softmaxCrossEntropy,
  type Target,
} from "@descent/layers";
import type { GoldenKind } from "../golden_kind.ts";
import { goldenEngine } from "./_golden_engine.ts";

/** A loss with what it compares: classes with rows [N, K] of scores, or numbers with numbers. */
interface LossCase {
  readonly loss: Loss;
  readonly prediction: string;
  readonly target: string;
  readonly compares: "rows" | "elements";
}

const crossEntropy: GoldenKind = {
  name: "softmax_cross_entropy",
  check(reader) {
    reader.choice("weight", [null], null);
    reader.choice("ignore_index", [-100], -100);
    const loss = softmaxCrossEntropy({ labelSmoothing: reader.number("label_smoothing", 0) });
    return compareLoss(reader, {
      loss,
      prediction: "logits",
      target: "labels",
      compares: "rows",
    });
  },
};

const multiMargin: GoldenKind = {
  name: "multi_margin",
  check(reader) {
    reader.choice("weight", [null], null);
    const power = reader.choice("p", [1, 2], 1), margin = reader.number("margin", 1);
    const arrays = { prediction: "scores", target: "labels", compares: "rows" } as const;
    const averaged = multiclassHinge({ margin, power, classReduction: "mean" });
    const comparisons = compareLoss(reader, { loss: averaged, ...arrays });
    const summed = "out_without_division_by_classes";
    if (reader.expects(summed)) {
      const loss = multiclassHinge({ margin, power });
      comparisons.push(compareValue(reader, { loss, ...arrays }, summed));
    }
    return comparisons;
  },
};

const squaredError: GoldenKind = {
  name: "mse",
  check: (reader) => compareDifferences(reader, meanSquaredError()),
};

const logistic: GoldenKind = {
  name: "bce_with_logits",
  check(reader) {
    reader.choice("weight", [null], null);
    reader.choice("pos_weight", [null], null);
    return compareLoss(reader, elements(binaryCrossEntropy()));
  },
};

const huberKind: GoldenKind = {
  name: "huber",
  check: (reader) => compareDifferences(reader, huber({ delta: reader.number("delta", 1) })),
};

/** Losses, with any reduction. */
export const losses: readonly GoldenKind[] = [
  crossEntropy,
  multiMargin,
  squaredError,
  logistic,
  huberKind,
];

function elements(loss: Loss): LossCase {
  return { loss, prediction: "x", target: "target", compares: "elements" };
}

/** A loss of the differences x − t. Ours give no gradient of the target: it is that of x with both exchanged. */
function compareDifferences(reader: CaseReader, loss: Loss): GoldenComparison[] {
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
    want: reader.expectedArray(what).data,
    criterion: reader.closeness(),
  };
}

/**
 * Value and gradient in PyTorch's reduction. Ours is the mean over the units, rows or elements: the sum is so many
 * times as large, and no reduction at all is the mean of each unit by itself.
 */
function evaluate(reader: CaseReader, { loss, prediction, target, compares }: LossCase) {
  const reduction = reader.choice("reduction", ["mean", "sum", "none"], "mean");
  const x = reader.input(prediction), t = reader.input(target);
  if (compares === "rows" && x.shape.length !== 2) {
    throw new NotSupportedError(`input '${prediction}' of ${x.shape.length} axes`);
  }
  const units = compares === "rows" ? x.shape[0] : x.data.length;
  const unitSize = x.data.length / units;
  const parts = reduction === "none" ? units : 1, scale = reduction === "sum" ? units : 1;
  using arena = goldenEngine().arena();
  const N = units / parts, { dtype } = reader;
  const predictions = arena.from(x.data, [units, unitSize], dtype);
  const targets = compares === "rows"
    ? arena.from(t.data, [units], "i32")
    : arena.from(t.data, [units, 1], dtype);
  const built = loss.build([N, unitSize], { arena, dtype });
  const values: number[] = [], gradient: number[] = [];
  for (let part = 0; part < parts; part++) {
    const from = part * N, to = from + N;
    values.push(
      scale * built.forward(predictions.rows(from, to), targets.rows(from, to) as Target),
    );
    gradient.push(...Array.from(built.backward().data, (value) => scale * value));
  }
  return { values, gradient };
}
