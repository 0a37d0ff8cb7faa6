import type { CaseReader, GoldenComparison } from "@descent/core/testing";
import { batchNorm, groupNorm, layerNorm, type Mode, rmsNorm } from "@descent/layers";
import type { GoldenKind } from "../golden_kind.ts";
import { LayerRun, setNumbers } from "./_layer_run.ts";
import { compareLayer } from "./_torch_layer.ts";

const statistics = { running_mean: "runningMean", running_var: "runningVariance" };

function onePass(name: string, mode: Mode): GoldenKind {
  return {
    name: `${name}_${mode}`,
    check(reader) {
      reader.choice("mode", [mode], mode);
      // What a library with another convention would reach.
      reader.skip("running_var_if_biased");
      return compareLayer(reader, {
        layer: batchNorm({ epsilon: epsilonOf(reader), momentum: momentumOf(reader) }),
        parameters: gainAndBias(reader, "affine"),
        buffers: statistics,
        mode,
        movesBuffers: mode === "train",
      });
    },
  };
}

/** Training passes over `x1`, `x2`, …, and one evaluation of `x_eval` with the statistics that they left. */
function severalPasses(name: string): GoldenKind {
  return {
    name: `${name}_running`,
    check(reader) {
      const layer = batchNorm({
        epsilon: epsilonOf(reader),
        momentum: momentumOf(reader),
      });
      const parameters = gainAndBias(reader, "affine");
      const first = reader.input("x1");
      using run = new LayerRun(layer, first.shape, {}, reader.dtype);
      for (const [theirs, ours] of Object.entries(parameters)) {
        setNumbers(run.parameter(ours).value, reader.input(theirs));
      }
      const mean = run.buffer("runningMean"), variance = run.buffer("runningVariance");
      mean.data.fill(reader.number("initial_running_mean", 0));
      variance.data.fill(reader.number("initial_running_var", 1));
      const comparisons: GoldenComparison[] = [], criterion = reader.closeness();
      const compare = (what: string, got: ArrayLike<number>) =>
        comparisons.push({ what, got, want: reader.expectedArray(what).data, criterion });
      const passes = Object.keys(reader.golden.inputs).filter((input) => /^x\d+$/.test(input));
      for (let pass = 1; pass <= passes.length; pass++) {
        compare(`out${pass}`, run.forward(reader.input(`x${pass}`), "train"));
        compare(`running_mean_after_${pass}`, mean.data.slice());
        compare(`running_var_after_${pass}`, variance.data.slice());
        reader.skip(`running_var_if_biased_after_${pass}`);
      }
      compare("out_eval", run.forward(reader.input("x_eval"), "eval"));
      return comparisons;
    },
  };
}

const layerwise: GoldenKind = {
  name: "layernorm",
  check(reader) {
    const axes = reader.numbers("normalized_shape").length;
    return compareLayer(reader, {
      layer: layerNorm({ axes, epsilon: epsilonOf(reader) }),
      parameters: gainAndBias(reader, "elementwise_affine"),
    });
  },
};

const groupwise: GoldenKind = {
  name: "groupnorm",
  check: (reader) =>
    compareLayer(reader, {
      layer: groupNorm({ groups: reader.number("num_groups"), epsilon: epsilonOf(reader) }),
      parameters: gainAndBias(reader, "affine"),
    }),
};

const byRootMeanSquare: GoldenKind = {
  name: "rmsnorm",
  check: (reader) =>
    compareLayer(reader, {
      layer: rmsNorm({ epsilon: reader.number("eps", 1e-6) }),
      parameters: { weight: "gain" },
    }),
};

/** Normalization over batches, layers and groups. */
export const normalization: readonly GoldenKind[] = [
  ...["batchnorm1d", "batchnorm2d"].flatMap((name) => [
    onePass(name, "train"),
    severalPasses(name),
    onePass(name, "eval"),
  ]),
  layerwise,
  groupwise,
  byRootMeanSquare,
];

/** Null for the plain mean of all batches. */
function momentumOf(reader: CaseReader): number | null {
  return reader.golden.params.momentum === null
    ? reader.choice("momentum", [null])
    : reader.number("momentum", 0.1);
}

function epsilonOf(reader: CaseReader): number {
  return reader.number("eps", 1e-5);
}

/** Our names by PyTorch's; a layer that learns nothing keeps its gain of 1 and bias of 0. */
function gainAndBias(reader: CaseReader, flag: string): Readonly<Record<string, string>> {
  return reader.flag(flag, true) ? { weight: "gain", bias: "bias" } : {};
}
