import { causalConv1d } from "@descent/layers";
import type { GoldenKind } from "../golden_kind.ts";
import { compareLayer } from "./_torch_layer.ts";

/** Convolution of sequences that are padded on the left alone. */
export const causalConvolution: GoldenKind = {
  name: "conv1d_causal",
  check(reader) {
    const channels = reader.input("x").shape[1];
    reader.choice("in_channels", [channels], channels);
    const layer = causalConv1d({
      filters: reader.number("out_channels"),
      kernel: reader.number("kernel_size"),
      dilation: reader.number("dilation", 1),
    });
    return compareLayer(reader, { layer, parameters: { weight: "weight", bias: "bias" } });
  },
};
