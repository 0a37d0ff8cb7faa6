import { requireOptions } from "./_require_options.ts";
import type { Layer } from "./layer.ts";

/** A layer that knows the factory and the options that it was made with, which are checked. */
export function configured(
  factory: string,
  options: object,
  layer: Layer,
): Layer {
  requireOptions(factory[0].toUpperCase() + factory.slice(1), options);
  return { ...layer, config: { factory, options: options as Readonly<Record<string, unknown>> } };
}
