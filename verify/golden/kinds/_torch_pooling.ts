import type { CaseReader } from "@descent/core/testing";
import {
  adaptiveAveragePool2d,
  averagePool2d,
  globalAveragePool,
  globalMaxPool,
  maxPool2d,
  type Pool2dOptions,
} from "@descent/layers";
import type { GoldenKind } from "../golden_kind.ts";
import { sameWindow } from "./_same_window.ts";
import { compareLayer } from "./_torch_layer.ts";

const maximum = (name: string): GoldenKind => ({
  name,
  check(reader) {
    const dilation = reader.pair("dilation", 1);
    return compareLayer(reader, { layer: maxPool2d({ ...windowOf(reader), dilation }) });
  },
});

const average: GoldenKind = {
  name: "avgpool2d",
  check(reader) {
    const countIncludePad = reader.flag("count_include_pad", true);
    const divisor = (reader.golden.params.divisor_override ?? null) === null
      ? (reader.choice("divisor_override", [null], null), {})
      : { divisorOverride: reader.number("divisor_override") };
    const layer = averagePool2d({ ...windowOf(reader), countIncludePad, ...divisor });
    return compareLayer(reader, { layer });
  },
};

/** TensorFlow's padding, which does not count. */
const tensorflowSame: GoldenKind = {
  name: "avgpool2d_tf_same",
  check: (reader) => compareLayer(reader, { layer: averagePool2d(sameWindow(reader)) }),
};

const globalAverage: GoldenKind = {
  name: "global_avgpool2d",
  check: (reader) => compareLayer(reader, { layer: globalAveragePool() }),
};

const globalMaximum: GoldenKind = {
  name: "global_maxpool2d",
  check: (reader) => compareLayer(reader, { layer: globalMaxPool() }),
};

const adaptiveAverage: GoldenKind = {
  name: "adaptive_avgpool2d",
  check: (reader) =>
    compareLayer(reader, {
      layer: adaptiveAveragePool2d({ output: reader.pair("output_size") }),
    }),
};

/** Pooling of images. */
export const pooling: readonly GoldenKind[] = [
  maximum("maxpool2d"),
  maximum("maxpool2d_ties"),
  average,
  tensorflowSame,
  globalAverage,
  globalMaximum,
  adaptiveAverage,
];

function windowOf(reader: CaseReader): Pool2dOptions {
  const ceilMode = reader.flag("ceil_mode", false);
  const kernel = reader.pair("kernel_size");
  const stride = reader.hasParam("stride") ? reader.pair("stride") : kernel;
  return { kernel, stride, padding: reader.pair("padding", 0), ceilMode };
}
