import type { CaseReader } from "@descent/core/testing";
import { affine, conv2d, flatten, type Layer, maxPool2d, relu, sequential } from "@descent/layers";
import type { GoldenKind } from "../golden_kind.ts";
import { comparePublished, skipProvenance } from "./_course_compare.ts";
import { LayerRun } from "./_layer_run.ts";

/** A forward pass whose digits the course published; `weights` says whether the layer has `w` and `b`. */
function forward(
  name: string,
  weights: boolean,
  layerOf: (reader: CaseReader) => Layer,
): GoldenKind {
  return {
    name,
    check(reader) {
      const x = reader.input("x");
      const parameters = weights ? { weight: reader.input("w"), bias: reader.input("b") } : {};
      skipProvenance(reader);
      using run = new LayerRun(layerOf(reader), x.shape, parameters);
      const out = run.forward(x, "eval");
      const full = { kind: "close", rtol: reader.toleranceOf("out_full_rtol"), atol: 0 } as const;
      return comparePublished(reader, out, "out", reader.toleranceOf("out_max"), "out_full", full);
    },
  };
}

/** The course's forward checks. */
export const courseForward: readonly GoldenKind[] = [
  forward("affine_forward", true, (reader) => {
    reader.skip("in_features");
    return sequential([flatten(), affine({ units: reader.number("out_features") })]);
  }),
  forward("relu_forward", false, () => relu()),
  forward("conv_forward", true, (reader) => {
    const [filters, , ...kernel] = reader.input("w").shape;
    return conv2d({
      filters,
      kernel: [kernel[0], kernel[1]],
      stride: reader.pair("stride"),
      padding: reader.pair("pad"),
    });
  }),
  forward("max_pool_forward", false, (reader) =>
    maxPool2d({
      kernel: [reader.number("pool_height"), reader.number("pool_width")],
      stride: reader.pair("stride"),
    })),
];
