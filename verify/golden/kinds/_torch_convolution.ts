import type { CaseReader } from "@descent/core/testing";
import { conv1d, conv2d, convTranspose2d, type PaddingMode } from "@descent/layers";
import type { GoldenKind } from "../golden_kind.ts";
import { sameWindow } from "./_same_window.ts";
import { compareLayer } from "./_torch_layer.ts";

const images: GoldenKind = {
  name: "conv2d",
  check(reader) {
    const hasBias = reader.flag("bias", true);
    reader.skip("in_channels");
    const layer = conv2d({
      filters: reader.number("out_channels"),
      kernel: reader.pair("kernel_size"),
      stride: reader.pair("stride", 1),
      padding: sameOrValid(reader) ?? reader.pair("padding", 0),
      dilation: reader.pair("dilation", 1),
      paddingMode: paddingMode(reader),
      groups: reader.number("groups", 1),
      ...hasBias ? {} : { bias: false },
    });
    return compareLayer(reader, { layer, parameters: learned(hasBias) });
  },
};

const sequences: GoldenKind = {
  name: "conv1d",
  check(reader) {
    const hasBias = reader.flag("bias", true);
    reader.skip("in_channels");
    const layer = conv1d({
      filters: reader.number("out_channels"),
      kernel: reader.number("kernel_size"),
      stride: reader.number("stride", 1),
      padding: sameOrValid(reader) ?? reader.number("padding", 0),
      dilation: reader.number("dilation", 1),
      paddingMode: paddingMode(reader),
      groups: reader.number("groups", 1),
      ...hasBias ? {} : { bias: false },
    });
    return compareLayer(reader, { layer, parameters: learned(hasBias) });
  },
};

const transposed: GoldenKind = {
  name: "conv_transpose2d",
  check(reader) {
    const hasBias = reader.flag("bias", true);
    reader.skip("in_channels");
    reader.choice("padding_mode", ["zeros"], "zeros");
    const layer = convTranspose2d({
      filters: reader.number("out_channels"),
      kernel: reader.pair("kernel_size"),
      stride: reader.pair("stride", 1),
      padding: reader.pair("padding", 0),
      outputPadding: reader.pair("output_padding", 0),
      dilation: reader.pair("dilation", 1),
      groups: reader.number("groups", 1),
      ...hasBias ? {} : { bias: false },
    });
    return compareLayer(reader, { layer, parameters: learned(hasBias) });
  },
};

/** TensorFlow's padding: as many windows as strides, the odd zero below and to the right. */
const tensorflowSame: GoldenKind = {
  name: "conv2d_tf_same",
  check(reader) {
    const { kernel, stride, padding } = sameWindow(reader);
    const filters = reader.number("out_channels");
    const layer = conv2d({ filters, kernel, stride, padding });
    return compareLayer(reader, { layer, parameters: learned(true) });
  },
};

/** Cross-correlations. */
export const convolution: readonly GoldenKind[] = [images, sequences, transposed, tensorflowSame];

function learned(hasBias: boolean): Readonly<Record<string, string>> {
  return { weight: "weight", ...hasBias ? { bias: "bias" } : {} };
}

/** The padding that a text names; undefined where it is a number. */
function sameOrValid(reader: CaseReader): "same" | 0 | undefined {
  if (!reader.hasText("padding")) return undefined;
  return reader.choice("padding", ["same", "valid"]) === "same" ? "same" : 0;
}

function paddingMode(reader: CaseReader): PaddingMode {
  return reader.choice("padding_mode", ["zeros", "reflect", "circular", "replicate"], "zeros");
}
