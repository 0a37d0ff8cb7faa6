import type { CaseReader, GoldenArray, GoldenComparison } from "@descent/core/testing";
import {
  celu,
  elu,
  geglu,
  gelu,
  glu,
  hardSigmoid,
  hardSwish,
  hardTanh,
  type Layer,
  leakyRelu,
  logSigmoid,
  logSoftmax,
  mish,
  prelu,
  reglu,
  relu,
  relu6,
  selu,
  sigmoid,
  silu,
  softmax,
  softplus,
  softsign,
  swiglu,
  tanh,
} from "@descent/layers";
import type { GoldenKind } from "../golden_kind.ts";
import { LayerRun } from "./_layer_run.ts";
import { compareLayer } from "./_torch_layer.ts";

/** The layer of a case by PyTorch's name of the activation. */
const pointwise: Readonly<Record<string, (reader: CaseReader) => Layer>> = {
  relu: () => relu(),
  leaky_relu: (reader) => leakyRelu({ negativeSlope: reader.number("negative_slope", 0.01) }),
  elu: (reader) => elu({ alpha: reader.number("alpha", 1) }),
  selu: () => selu(),
  gelu_exact: (reader) => gelu({ approximate: reader.choice("approximate", ["none"], "none") }),
  gelu_tanh: (reader) => gelu({ approximate: reader.choice("approximate", ["tanh"], "tanh") }),
  silu: () => silu(),
  sigmoid: () => sigmoid(),
  tanh: () => tanh(),
  softplus: (reader) =>
    softplus({ beta: reader.number("beta", 1), threshold: reader.number("threshold", 20) }),
  relu6: () => relu6(),
  hardtanh: (reader) =>
    hardTanh({ min: reader.number("min_val", -1), max: reader.number("max_val", 1) }),
  hardsigmoid: () => hardSigmoid(),
  hardswish: () => hardSwish(),
  mish: () => mish(),
  softsign: () => softsign(),
  logsigmoid: () => logSigmoid(),
  celu: (reader) => celu({ alpha: reader.number("alpha", 1) }),
};

/** Units that cut an axis, the last one by default, in halves. */
const gated: Readonly<Record<string, typeof glu>> = { glu, reglu, geglu, swiglu };

const learnedSlope: GoldenKind = {
  name: "prelu",
  check(reader) {
    const perChannel = reader.number("num_parameters", 1) > 1;
    return compareLayer(reader, { layer: prelu({ perChannel }), parameters: { weight: "slope" } });
  },
};

const edge: GoldenKind = {
  name: "activation_edge",
  check(reader) {
    const name = reader.choice("activation", Object.keys(pointwise));
    return compareLayer(reader, { layer: pointwise[name](reader) });
  },
};

function alongAxis(name: string, layer: Layer): GoldenKind {
  return {
    name,
    check(reader): GoldenComparison[] {
      const x = reader.input("x"), axis = axisOf(reader, x);
      const rows = lastAxis(x, axis), criterion = reader.closeness();
      using run = new LayerRun(layer, rows.shape, {}, reader.dtype);
      const compare = (what: string, got: ArrayLike<number>) => ({
        what,
        got,
        want: lastAxis(reader.expectedArray(what), axis).data,
        criterion,
      });
      return [
        compare("out", run.forward(rows)),
        compare("grad_x", run.backward(lastAxis(reader.input("grad_out"), axis))),
      ];
    },
  };
}

/** The axis of the param `dim`, which counts from the end where it is negative. */
function axisOf(reader: CaseReader, { shape }: GoldenArray): number {
  const dim = reader.choice("dim", shape.flatMap((_, axis) => [axis, axis - shape.length]), -1);
  return dim < 0 ? dim + shape.length : dim;
}

/** The array as rows [M, K] along one axis, which is what our layers work on. */
function lastAxis({ data, shape }: GoldenArray, axis: number): GoldenArray {
  const K = shape[axis], rows = data.length / K;
  const inner = shape.slice(axis + 1).reduce((size, extent) => size * extent, 1);
  const at = (row: number, k: number) =>
    data[Math.floor(row / inner) * K * inner + k * inner + row % inner];
  return {
    shape: [rows, K],
    data: Array.from({ length: data.length }, (_, i) => at(Math.floor(i / K), i % K)),
  };
}

/** PyTorch 1.13 has a slope of 1/6 in single precision, whatever the element type; ours is exact. */
const slopeOfHardSigmoid = Math.fround(1 / 6) / (1 / 6);

function withExactSlope(name: string, comparisons: GoldenComparison[]): GoldenComparison[] {
  if (name !== "hardsigmoid") return comparisons;
  return comparisons.map((each) =>
    each.what === "grad_x"
      ? { ...each, want: Array.from(each.want, (value) => value / slopeOfHardSigmoid) }
      : each
  );
}

/** Activations; those of each element by itself at their kinks and at extreme inputs too. */
export const activations: readonly GoldenKind[] = [
  ...Object.entries(pointwise).map(([name, layerOf]): GoldenKind => ({
    name,
    check: (reader) => withExactSlope(name, compareLayer(reader, { layer: layerOf(reader) })),
  })),
  edge,
  ...Object.entries(gated).map(([name, unit]): GoldenKind => ({
    name,
    check: (reader) => compareLayer(reader, { layer: unit({ axis: reader.number("dim", -1) }) }),
  })),
  learnedSlope,
  alongAxis("softmax", softmax()),
  alongAxis("log_softmax", logSoftmax()),
];
