import { numericGradient, randomStream } from "@descent/core";
import type { CaseReader, GoldenComparison } from "@descent/core/testing";
import {
  affine,
  buildNetwork,
  conv2d,
  flatten,
  l2Penalty,
  type Layer,
  maxPool2d,
  type Network,
  relu,
  sequential,
  softmaxCrossEntropy,
} from "@descent/layers";
import type { GoldenKind } from "../golden_kind.ts";
import { gradientCriterion, skipProvenance } from "./_course_compare.ts";
import { goldenEngine } from "./_golden_engine.ts";
import { setNumbers } from "./_layer_run.ts";

/** affine - relu - affine */
function twoLayerNet(reader: CaseReader): Layer {
  const [hidden] = reader.input("b1").shape, [classes] = reader.input("b2").shape;
  return sequential([flatten(), affine({ units: hidden }), relu(), affine({ units: classes })]);
}

/** conv - relu - 2x2 max pool - affine - relu - affine; the padding keeps the size of the image. */
function threeLayerConvNet(reader: CaseReader): Layer {
  const [filters, , rows, columns] = reader.input("W1").shape;
  const [hidden] = reader.input("b2").shape, [classes] = reader.input("b3").shape;
  return sequential([
    conv2d({ filters, kernel: [rows, columns], padding: [(rows - 1) / 2, (columns - 1) / 2] }),
    relu(),
    maxPool2d({ kernel: 2 }),
    flatten(),
    affine({ units: hidden }),
    relu(),
    affine({ units: classes }),
  ]);
}

/** A network of the course with softmax loss and L2 penalty, and the names of its parameters. */
function courseNetwork(reader: CaseReader, layer: Layer) {
  const x = reader.input("X"), y = reader.input("y");
  const network = buildNetwork({
    layer,
    input: x.shape,
    loss: softmaxCrossEntropy(),
    penalty: l2Penalty({ strength: reader.number("reg", 0) }),
    dtype: "f64",
    random: randomStream({ seed: 0 }),
    engine: goldenEngine(),
  });
  const names = network.parameters.map((_, i) => `${i % 2 === 0 ? "W" : "b"}${(i >> 1) + 1}`);
  names.forEach((name, i) => setNumbers(network.parameters[i].value, reader.input(name)));
  const { arena } = network;
  const input = arena.from(x.data, x.shape, "f64"), target = arena.from(y.data, y.shape, "i32");
  return { network, names, input, target };
}

function gradientsOf({ parameters }: Network): Float64Array[] {
  return parameters.map(({ gradient }) => Float64Array.from(gradient.data));
}

const scoresOnly = "affine - relu - affine";
const withLoss = "affine - relu - affine - softmax loss (mean over samples)";
const penaltyWords = "loss += 0.5*reg*sum(W1^2) + 0.5*reg*sum(W2^2); biases are not regularised";

/** Scores, or loss and gradients, of a two-layer net. */
export const twoLayerNetKind: GoldenKind = {
  name: "two_layer_net",
  check(reader) {
    const architecture = reader.choice("architecture", [scoresOnly, withLoss]);
    reader.choice("regularization", [penaltyWords], penaltyWords);
    const { network, names, input, target } = courseNetwork(reader, twoLayerNet(reader));
    using _ = network;
    if (architecture === scoresOnly) {
      const got = network.forward(input, "eval").data.slice();
      const want = (what: string) => reader.expectedArray(what).data;
      const most = reader.toleranceOf("scores_max"), rtol = reader.toleranceOf("scores_full_rtol");
      return [
        { what: "scores", got, want: want("scores"), criterion: { kind: "sum", most } },
        {
          what: "scores_full",
          got,
          want: want("scores_full"),
          criterion: { kind: "close", rtol, atol: 0 },
        },
      ];
    }
    const loss = network.gradients(input, target), criterion = gradientCriterion(reader);
    const lossCriterion = { kind: "close", rtol: 0, atol: reader.toleranceOf("loss_max") } as const;
    return [
      ...["loss", "loss_full"].map((what): GoldenComparison => ({
        what,
        got: [loss],
        want: [reader.expectedNumber(what)],
        criterion: lossCriterion,
      })),
      ...gradientsOf(network).map((got, i): GoldenComparison => {
        const what = `grad_${names[i]}`;
        return { what, got, want: reader.expectedArray(what).data, criterion };
      }),
    ];
  },
};

/** Loss, scores, gradients and numeric gradients of a whole network. */
export function checkNetworkBackward(
  reader: CaseReader,
  op: string,
): GoldenComparison[] | undefined {
  const layer = /^two_layer_net/.test(op)
    ? twoLayerNet(reader)
    : op === "three_layer_convnet"
    ? threeLayerConvNet(reader)
    : undefined;
  if (layer === undefined) return undefined;
  skipProvenance(reader);
  const { network, names, input, target } = courseNetwork(reader, layer);
  using _ = network;
  const criterion = gradientCriterion(reader);
  const most = reader.toleranceOf("numeric_vs_analytic_max"), step = reader.number("h");
  const comparisons: GoldenComparison[] = [];
  if (reader.expects("scores_full")) {
    const got = network.forward(input, "eval").data.slice();
    comparisons.push({
      what: "scores_full",
      got,
      want: reader.expectedArray("scores_full").data,
      criterion,
    });
  }
  const loss = network.gradients(input, target);
  comparisons.push({
    what: "loss_full",
    got: [loss],
    want: [reader.expectedNumber("loss_full")],
    criterion,
  });
  gradientsOf(network).forEach((got, i) => {
    const what = names[i], { value } = network.parameters[i];
    comparisons.push({ what, got, want: reader.expectedArray(what).data, criterion });
    const numeric = numericGradient(() => network.gradients(input, target), value, { step });
    comparisons.push({
      what: `numeric ${what}`,
      got: numeric,
      want: got,
      criterion: { kind: "relative", most },
    });
  });
  return comparisons;
}
