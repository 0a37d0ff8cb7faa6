import { numericOutputGradient } from "@descent/core";
import type { CaseReader, GoldenComparison } from "@descent/core/testing";
import {
  affine,
  batchNorm,
  conv2d,
  dropout,
  flatten,
  groupNorm,
  type Layer,
  layerNorm,
  maxPool2d,
  relu,
  sequential,
} from "@descent/layers";
import type { GoldenKind } from "../golden_kind.ts";
import { gradientCriterion, skipProvenance } from "./_course_compare.ts";
import { checkNetworkBackward } from "./_course_network.ts";
import { LayerRun } from "./_layer_run.ts";

/** A layer of the course with our names of its parameters by the course's. */
interface CourseLayer {
  readonly layer: Layer;
  readonly parameters: Readonly<Record<string, string>>;
}

const weights = { w: "weight", b: "bias" };
const gains = { gamma: "gain", beta: "bias" };

/** The layers of backward checks by the course's name of the operation. */
const layers: Readonly<Record<string, (reader: CaseReader) => CourseLayer>> = {
  affine: (reader) => ({ layer: sequential([flatten(), affineOf(reader)]), parameters: weights }),
  relu: () => ({ layer: relu(), parameters: {} }),
  affine_relu: (reader) => ({
    layer: sequential([flatten(), affineOf(reader), relu()]),
    parameters: weights,
  }),
  conv: (reader) => ({ layer: convolutionOf(reader), parameters: weights }),
  conv_relu: (reader) => ({
    layer: sequential([convolutionOf(reader), relu()]),
    parameters: weights,
  }),
  conv_relu_pool: (reader) => ({
    layer: sequential([convolutionOf(reader), relu(), poolOf(reader, "pool_stride")]),
    parameters: weights,
  }),
  max_pool: (reader) => ({ layer: poolOf(reader, "stride"), parameters: {} }),
  batchnorm: batchNormOf,
  spatial_batchnorm: batchNormOf,
  layernorm: (reader) => ({
    layer: layerNorm({ epsilon: reader.number("eps") }),
    parameters: gains,
  }),
  groupnorm: (reader) => ({
    layer: groupNorm({ groups: reader.number("groups"), epsilon: reader.number("eps") }),
    parameters: gains,
  }),
  dropout(reader) {
    reader.choice("inverted", [true]);
    const rate = 1 - reader.number("p_keep"), mask = reader.input("mask").data;
    return { layer: dropout({ rate, mask }), parameters: {} };
  },
};

/** Output, gradients, and numeric against analytic gradients. */
export const courseBackward: GoldenKind = {
  name: "backward_check",
  check(reader) {
    const op = reader.text("op");
    const comparisons = checkNetworkBackward(reader, op);
    if (comparisons !== undefined) return comparisons;
    return checkLayer(reader, layers[reader.choice("op", Object.keys(layers))](reader));
  },
};

function checkLayer(reader: CaseReader, { layer, parameters }: CourseLayer): GoldenComparison[] {
  skipProvenance(reader);
  const input = reader.input("x"), upstream = reader.input("dout");
  using run = new LayerRun(
    layer,
    input.shape,
    Object.fromEntries(
      Object.entries(parameters).map(([theirs, ours]) => [ours, reader.input(theirs)]),
    ),
  );
  const x = run.tensor(input), dy = run.tensor(upstream, run.built.output);
  const forward = () => run.built.forward(x, "train");
  const out = forward().data.slice();
  const dx = run.built.backward(run.tensor(upstream, run.built.output))!;
  const gradients = [
    { what: "dx", value: x, analytic: dx.data.slice() },
    ...Object.entries(parameters).map(([theirs, ours]) => ({
      what: `d${theirs}`,
      value: run.parameter(ours).value,
      analytic: run.gradient(ours),
    })),
  ];
  const criterion = gradientCriterion(reader), step = reader.number("h");
  const most = reader.toleranceOf("numeric_vs_analytic_max");
  return [
    { what: "out", got: out, want: reader.expectedArray("out").data, criterion },
    ...gradients.flatMap(({ what, value, analytic }): GoldenComparison[] => [
      { what, got: analytic, want: reader.expectedArray(what).data, criterion },
      {
        what: `numeric ${what}`,
        got: numericOutputGradient(forward, value, dy, { step }),
        want: analytic,
        criterion: { kind: "relative", most },
      },
    ]),
  ];
}

function affineOf(reader: CaseReader): Layer {
  return affine({ units: reader.input("b").shape[0] });
}

function convolutionOf(reader: CaseReader): Layer {
  const [filters, , rows, columns] = reader.input("w").shape;
  return conv2d({
    filters,
    kernel: [rows, columns],
    stride: reader.pair("stride"),
    padding: reader.pair("pad"),
  });
}

function poolOf(reader: CaseReader, stride: string): Layer {
  return maxPool2d({
    kernel: [reader.number("pool_height"), reader.number("pool_width")],
    stride: reader.pair(stride),
  });
}

function batchNormOf(reader: CaseReader): CourseLayer {
  reader.choice("mode", ["train"]);
  return { layer: batchNorm({ epsilon: reader.number("eps") }), parameters: gains };
}
