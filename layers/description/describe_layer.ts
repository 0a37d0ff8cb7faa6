import type { Layer } from "../layer.ts";

/**
 * A value of a description: plain JSON, with descriptions of the layers inside.
 *
 * @category Catalogue and description
 */
export type DescriptionValue =
  | string
  | number
  | boolean
  | null
  | LayerDescription
  | readonly DescriptionValue[];

/**
 * A layer as plain JSON, from which {@linkcode layerFromDescription} makes it again.
 *
 * @category Catalogue and description
 */
export interface LayerDescription {
  /** Name of the factory, such as `affine`. */
  readonly factory: string;
  /** Its options, without initial values. */
  readonly options: Readonly<Record<string, DescriptionValue>>;
}

/**
 * Describes a layer as plain JSON: its factory and options, and those of the layers inside.
 *
 * Initial values are left out, since the saved parameters take their place; that a layer has no bias is kept.
 *
 * @category Catalogue and description
 * @param layer The layer.
 * @returns The description.
 * @throws {TypeError} When a layer in it does not say how it was made, or an option is no JSON.
 *
 * @example
 * ```ts
 * import { affine, describeLayer, relu, sequential } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * const { options } = describeLayer(sequential([affine({ units: 3, bias: false }), relu()]));
 * assertEquals(options.layers, [
 *   { factory: "affine", options: { units: 3, bias: false, role: "weight" } },
 *   { factory: "relu", options: {} },
 * ]);
 * ```
 */
export function describeLayer({ kind, config }: Layer): LayerDescription {
  if (config === undefined) {
    throw new TypeError(
      `describeLayer: expected a layer with a config, got '${kind}', which does not say how it was made; give its object config: { factory, options }`,
    );
  }
  const { factory, options } = config;
  const described = Object.entries(options)
    .filter(([, value]) => value !== undefined && typeof value !== "function")
    .map(([option, value]) => [option, describeValue(value, `${factory}'s ${option}`)]);
  return { factory, options: Object.fromEntries(described) };
}

function describeValue(value: unknown, path: string): DescriptionValue {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map((each, i) => describeValue(each, `${path}[${i}]`));
  if (isLayer(value)) return describeLayer(value);
  throw new TypeError(
    `describeLayer: expected ${path} to be JSON, a layer or an initializer, got ${
      typeof value === "number" ? value : typeof value
    }; give the layer's config what JSON can hold`,
  );
}

function isLayer(value: unknown): value is Layer {
  return typeof value === "object" && value !== null && "kind" in value && "build" in value;
}
