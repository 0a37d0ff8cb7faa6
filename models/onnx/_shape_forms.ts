import type { Padding, Shape } from "@descent/core";
import { windowShape } from "@descent/core";
import type { GraphWriter } from "./_graph_writer.ts";
import { type Forms, optionsOf, reshape, slice, transpose } from "./_form.ts";

/** The padding around an image: its values, and its widths `[before, after]` of each axis. */
export interface Frame {
  readonly sides: readonly (readonly [number, number])[];
  readonly mode: "zeros" | "reflect" | "circular" | "replicate";
  /** The value in place of zeros; default 0. */
  readonly value?: number;
}

/** A value [N, C, ...] with a frame around its last axes. */
export function pad(graph: GraphWriter, x: string, { sides, mode, value = 0 }: Frame): string {
  if (sides.every(([before, after]) => before === 0 && after === 0)) return x;
  if (mode === "circular") {
    return sides.reduce((y, [before, after], i) => {
      const parts = [y];
      if (before > 0) parts.unshift(slice(graph, y, i + 2, [-before, Number.MAX_SAFE_INTEGER]));
      if (after > 0) parts.push(slice(graph, y, i + 2, [0, after]));
      return parts.length === 1 ? y : graph.node("Concat", parts, { axis: { int: i + 2 } });
    }, x);
  }
  const pads = [0, 0, ...sides.map(([before]) => before), 0, 0, ...sides.map(([, after]) => after)];
  const onnx = { zeros: "constant", reflect: "reflect", replicate: "edge" }[mode];
  const inputs = [x, graph.ints(pads), ...mode === "zeros" ? [graph.number(value)] : []];
  return graph.node("Pad", inputs, { mode: { text: onnx } });
}

/** Layers that move elements, as operators. */
export const shapeForms: Forms = {
  flatten: (_, x, { graph }) => graph.node("Flatten", [x], { axis: { int: 1 } }),
  reshape: (part, x, { graph }) =>
    reshape(graph, x, [0, ...optionsOf<{ shape: Shape }>(part).shape]),
  transpose: (_, x, { graph }) => transpose(graph, x, [0, 2, 1]),
  pad2d: (part, x, { graph }) => {
    const { padding, mode } = optionsOf<{ padding: Padding; mode: Frame["mode"] }>(part);
    const [, , H, W] = part.input;
    const [top, bottom, left, right] = windowShape("pad2d", [H, W], { kernel: 1, padding }).padding;
    return pad(graph, x, { sides: [[top, bottom], [left, right]], mode });
  },
};
