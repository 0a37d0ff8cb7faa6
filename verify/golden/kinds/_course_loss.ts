import { numericGradient } from "@descent/core";
import type { CaseReader, GoldenComparison } from "@descent/core/testing";
import { type Loss, multiclassHinge, softmaxCrossEntropy } from "@descent/layers";
import type { GoldenKind } from "../golden_kind.ts";
import { gradientCriterion, skipProvenance } from "./_course_compare.ts";
import { goldenEngine } from "./_golden_engine.ts";

function lossKind(name: string, lossOf: (reader: CaseReader) => Loss): GoldenKind {
  return {
    name,
    check(reader): GoldenComparison[] {
      reader.choice("op", [name], name);
      skipProvenance(reader);
      const input = reader.input("x"), { data: classes, shape } = reader.input("y");
      using arena = goldenEngine().arena();
      const x = arena.from(input.data, input.shape, "f64"), y = arena.from(classes, shape, "i32");
      const loss = lossOf(reader).build(x.shape, { arena, dtype: "f64" });
      const value = loss.forward(x, y), dx = loss.backward().data.slice();
      const criterion = gradientCriterion(reader);
      const most = reader.toleranceOf("numeric_vs_analytic_max"), step = reader.number("h");
      return [
        ...["loss", "loss_recomputed"].map((what): GoldenComparison => ({
          what,
          got: [value],
          want: [reader.expectedNumber(what)],
          criterion,
        })),
        { what: "dx", got: dx, want: reader.expectedArray("dx").data, criterion },
        {
          what: "numeric dx",
          got: numericGradient(() => loss.forward(x, y), x, { step }),
          want: dx,
          criterion: { kind: "relative", most },
        },
      ];
    },
  };
}

const hingeWords = "sum over wrong classes, mean over samples";

/** The course's losses of scores. */
export const courseLosses: readonly GoldenKind[] = [
  lossKind("svm_loss", (reader) => {
    reader.choice("reduction", [hingeWords], hingeWords);
    return multiclassHinge({ margin: reader.number("margin", 1) });
  }),
  lossKind("softmax_loss", (reader) => {
    reader.choice("reduction", ["mean over samples"], "mean over samples");
    return softmaxCrossEntropy();
  }),
];
