import type { CaseReader } from "@descent/core/testing";
import { conv2d } from "@descent/layers";
import type { GoldenKind } from "../golden_kind.ts";
import { compareLayer } from "./_torch_layer.ts";

/** Cross-correlation of images. */
export const convolution: GoldenKind = {
  name: "conv2d",
  check(reader) {
    const hasBias = reader.flag("bias", true);
    reader.skip("in_channels");
    reader.choice("dilation", [1], 1);
    reader.choice("padding_mode", ["zeros"], "zeros");
    const layer = conv2d({
      filters: reader.number("out_channels"),
      kernel: reader.pair("kernel_size"),
      stride: reader.pair("stride", 1),
      padding: paddingOf(reader),
      groups: reader.number("groups", 1),
      ...hasBias ? {} : { bias: false },
    });
    const parameters = { weight: "weight", ...hasBias ? { bias: "bias" } : {} };
    return compareLayer(reader, { layer, parameters });
  },
};

function paddingOf(reader: CaseReader): "same" | readonly [number, number] {
  if (!reader.hasText("padding")) return reader.pair("padding", 0);
  return reader.choice("padding", ["same", "valid"]) === "same" ? "same" : [0, 0];
}
