import type { Layer } from "./layer.ts";

/** A layer that knows the factory and the options that it was made with. */
export function configured(
  factory: string,
  options: object,
  layer: Layer,
): Layer {
  return { ...layer, config: { factory, options: options as Readonly<Record<string, unknown>> } };
}
