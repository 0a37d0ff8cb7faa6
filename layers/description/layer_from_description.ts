import { layerFactories, type LayerFactory } from "../catalogue/layer_factories.ts";
import type { Layer } from "../layer.ts";

/** Layers in layers; more is no network but a damaged or hostile file. */
const DEEPEST = 100;

/**
 * Makes a layer from its description.
 *
 * @category Catalogue and description
 * @param description What {@linkcode describeLayer} gave, also after JSON and back; it is checked.
 * @param factories Factories of one's own layers, by name, besides {@linkcode layerFactories}; default none.
 * @returns The layer, with the default initial values.
 * @throws {SyntaxError} When it is no description, a factory is not known, or its options do not fit it.
 *
 * @example There and back
 * ```ts
 * import { affine, describeLayer, layerFromDescription, relu, residual, sequential } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = residual(sequential([affine({ units: 3 }), relu()]), { name: "block" });
 * const text = JSON.stringify(describeLayer(layer));
 * assertEquals(describeLayer(layerFromDescription(JSON.parse(text))), JSON.parse(text));
 * ```
 */
export function layerFromDescription(
  description: unknown,
  factories: Readonly<Record<string, LayerFactory>> = {},
): Layer {
  return make(description, { ...layerFactories, ...factories }, 0);
}

function make(
  description: unknown,
  factories: Readonly<Record<string, LayerFactory>>,
  depth: number,
): Layer {
  if (!isDescription(description)) {
    throw new SyntaxError(
      `layerFromDescription: expected { factory, options }, got ${
        JSON.stringify(description)?.slice(0, 60)
      }; take what describeLayer gives`,
    );
  }
  if (depth > DEEPEST) {
    throw new SyntaxError(
      `layerFromDescription: expected at most ${DEEPEST} layers inside each other, got more; check the file`,
    );
  }
  const { factory, options } = description;
  if (!Object.hasOwn(factories, factory)) {
    throw new SyntaxError(
      `layerFromDescription: expected a layer of ${
        Object.keys(factories).length
      } known factories, got '${factory}'; give its factory beside the description`,
    );
  }
  const value = (each: unknown): unknown => {
    if (Array.isArray(each)) return each.map(value);
    return typeof each === "object" && each !== null ? make(each, factories, depth + 1) : each;
  };
  const made = Object.entries(options).map(([option, each]) => [option, value(each)]);
  try {
    return factories[factory](Object.fromEntries(made));
  } catch (error) {
    throw new SyntaxError(
      `layerFromDescription: expected options that ${factory} takes: ${
        error instanceof Error ? error.message : error
      }`,
      { cause: error },
    );
  }
}

function isDescription(
  value: unknown,
): value is { readonly factory: string; readonly options: object } {
  return typeof value === "object" && value !== null && "factory" in value &&
    typeof value.factory === "string" && "options" in value &&
    typeof value.options === "object" && value.options !== null && !Array.isArray(value.options);
}
