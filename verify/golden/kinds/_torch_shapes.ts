import { NotSupportedError } from "@descent/core/testing";
import { dropout, flatten, pad2d } from "@descent/layers";
import type { GoldenKind } from "../golden_kind.ts";
import { compareLayer } from "./_torch_layer.ts";

const zeroPad: GoldenKind = {
  name: "zero_pad2d",
  check(reader) {
    const { padding } = reader.golden.params;
    const [left, right, top, bottom] = typeof padding === "number"
      ? new Array(4).fill(reader.number("padding"))
      : reader.numbers("padding");
    return compareLayer(reader, { layer: pad2d({ padding: [top, bottom, left, right] }) });
  },
};

const flat: GoldenKind = {
  name: "flatten",
  check(reader) {
    reader.choice("start_dim", [1], 1);
    reader.choice("end_dim", [-1], -1);
    return compareLayer(reader, { layer: flatten() });
  },
};

/** Dropout with a given mask, 1 where an element is kept. */
const masked: GoldenKind = {
  name: "dropout",
  check(reader) {
    const rate = reader.number("p", 0.5), { data } = reader.input("mask");
    if (!data.every((kept) => kept === 0 || kept === 1)) {
      throw new NotSupportedError("input 'mask' of other numbers than 0 and 1");
    }
    const mask = data.map((kept) => kept / (1 - rate));
    return compareLayer(reader, { layer: dropout({ rate, mask }) });
  },
};

/** Layers that only move, copy or drop numbers. */
export const shapes: readonly GoldenKind[] = [zeroPad, flat, masked];
