import { geglu, type Layer, reglu, swiglu } from "@descent/layers";
import type { GoldenKind } from "../golden_kind.ts";
import { compareLayer } from "./_torch_layer.ts";

const layers: Readonly<Record<string, () => Layer>> = { swiglu, geglu, reglu };

/** Gated units: an activation of the first half of the last axis times the second half. */
export const gatedUnits: readonly GoldenKind[] = Object.entries(layers).map(([name, layerOf]) => ({
  name,
  check: (reader) => compareLayer(reader, { layer: layerOf() }),
}));
