import { adaptiveWindows, givenOptions, perAxis, WindowPooling } from "@descent/core";
import { layerLabel, requireCount, requireImages } from "../_require.ts";
import type { Layer } from "../layer.ts";
import { BuiltPool2d } from "./_pool2d.ts";
import type { AdaptivePool2dOptions } from "./adaptive_pool2d_options.ts";

/** A layer that pools images to a given size; `title` is its name in messages. */
export function adaptivePool2d(
  title: string,
  take: "maximum" | "average",
  options: AdaptivePool2dOptions,
): Layer {
  const kind = title[0].toLowerCase() + title.slice(1);
  const { output, name } = givenOptions(kind, options);
  const [OH, OW] = perAxis(output);
  requireCount(layerLabel(title, name), "output rows", OH);
  requireCount(layerLabel(title, name), "output columns", OW);
  return {
    kind,
    name,
    build: (input, context) => {
      const { arena, dtype, path } = context;
      const label = layerLabel(title, path);
      requireImages(label, "[N, C, H, W]", input);
      const [, , H, W] = input;
      const windows = [adaptiveWindows(H, OH), adaptiveWindows(W, OW)] as const;
      const pooling = new WindowPooling({ arena, dtype, input, windows, take, label });
      return new BuiltPool2d(pooling, input, context);
    },
  };
}
