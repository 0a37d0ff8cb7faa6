import { formatShape, givenOptions, sizeOf } from "@descent/core";
import type { Layer } from "../layer.ts";
import { BuiltReshape } from "./_built_reshape.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode flatten}.
 *
 * @category Pooling and shape
 */
export interface FlattenOptions {
  /** Name within the network; default `flatten` and its number. */
  readonly name?: string;
}

/**
 * Each example as one row: [N, ...] becomes [N, D], D the number of elements of an example.
 *
 * A view in both directions: nothing is copied.
 *
 * @category Pooling and shape
 * @param options Name of the layer.
 * @returns The layer.
 * @throws {TypeError} When it is built for a scalar.
 *
 * @example An image becomes a row
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, flatten } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(flatten(), [5, 1, 28, 28], { arena });
 * assertEquals(built.output, [5, 784]);
 * ```
 */
export function flatten(options: FlattenOptions = {}): Layer {
  const { name } = givenOptions("flatten", options);
  return configured("flatten", { name }, {
    kind: "flatten",
    name,
    build: (input, context) => {
      if (input.length === 0) {
        throw new TypeError(
          `Flatten '${context.path}': expected input [N, ...], got ${
            formatShape(input)
          }; give the batch an axis`,
        );
      }
      return new BuiltReshape(input, [sizeOf(input.slice(1))], context);
    },
  });
}
