import type { CaseReader } from "@descent/core/testing";
import { averagePool2d, globalAveragePool, maxPool2d, type Pool2dOptions } from "@descent/layers";
import type { GoldenKind } from "../golden_kind.ts";
import { sameWindow } from "./_same_window.ts";
import { compareLayer } from "./_torch_layer.ts";

const maximum = (name: string): GoldenKind => ({
  name,
  check(reader) {
    reader.choice("dilation", [1], 1);
    return compareLayer(reader, { layer: maxPool2d(windowOf(reader)) });
  },
});

const average: GoldenKind = {
  name: "avgpool2d",
  check(reader) {
    const countIncludePad = reader.flag("count_include_pad", true);
    reader.choice("divisor_override", [null], null);
    return compareLayer(reader, { layer: averagePool2d({ ...windowOf(reader), countIncludePad }) });
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

/** Pooling of images. */
export const pooling: readonly GoldenKind[] = [
  maximum("maxpool2d"),
  maximum("maxpool2d_ties"),
  average,
  tensorflowSame,
  globalAverage,
];

function windowOf(reader: CaseReader): Pool2dOptions {
  reader.choice("ceil_mode", [false], false);
  const kernel = reader.pair("kernel_size");
  const stride = reader.hasParam("stride") ? reader.pair("stride") : kernel;
  return { kernel, stride, padding: reader.pair("padding", 0) };
}
