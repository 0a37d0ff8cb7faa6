import type { DType } from "@descent/core";
import type { Layer, LayerPart } from "@descent/layers";
import type { GraphWriter } from "./_graph_writer.ts";

/** Where the operators of a layer are written. */
export interface Scope {
  readonly graph: GraphWriter;
  /** Type of the network's numbers. */
  readonly dtype: DType;
  /** The name of a layer's tensor, such as its `weight`. */
  readonly tensor: (part: LayerPart, name: string) => string;
  /** Where sequences are padding, bool [N, T]; undefined for none. */
  readonly mask: string | undefined;
  /** Writes a layer that lies inside, its activation among it. */
  readonly write: (part: LayerPart, x: string, scope: Scope) => string;
}

/** A layer as operators: writes them for the value `x`, and gives the name of the output. */
export type Form = (part: LayerPart, x: string, scope: Scope) => string;

/** Forms by the name of the layer's factory. */
export type Forms = Readonly<Record<string, Form>>;

/** The options that a layer was made with. */
export function optionsOf<T>({ layer }: { readonly layer: Layer }): T {
  return layer.config!.options as T;
}

/** A value [C] with axes of 1, so that it meets axis 1 of a value of so many axes. */
export function onChannels(graph: GraphWriter, value: string, axes: number): string {
  if (axes === 2) return value;
  return graph.node("Reshape", [value, graph.ints([-1, ...Array(axes - 2).fill(1)])]);
}

/** The part of a value from one place to another along an axis. */
export function slice(
  graph: GraphWriter,
  value: string,
  axis: number,
  [from, to]: readonly [number, number],
): string {
  return graph.node("Slice", [value, graph.ints([from]), graph.ints([to]), graph.ints([axis])]);
}

/** A value cut along an axis into parts of these extents. */
export function split(
  graph: GraphWriter,
  value: string,
  axis: number,
  extents: readonly number[],
): readonly string[] {
  return graph.nodeOf(extents.length, "Split", [value, graph.ints(extents)], {
    axis: { int: axis },
  });
}

/** A value with its elements under another shape: 0 keeps an extent, −1 is what is left. */
export function reshape(graph: GraphWriter, value: string, shape: readonly number[]): string {
  return graph.node("Reshape", [value, graph.ints(shape)]);
}

/** A value with its axes in another order. */
export function transpose(graph: GraphWriter, value: string, order: readonly number[]): string {
  return graph.node("Transpose", [value], { perm: { ints: order } });
}
