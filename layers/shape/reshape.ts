import { checkShape, formatShape, givenOptions, type Shape, sizeOf } from "@descent/core";
import type { Layer } from "../layer.ts";
import { BuiltReshape } from "./_built_reshape.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode reshape}.
 *
 * @category Pooling and shape
 */
export interface ReshapeOptions {
  /** New shape of an example, such as `[1, 28, 28]`, of as many elements as it has. */
  readonly shape: Shape;
  /** Name within the network; default `reshape` and its number. */
  readonly name?: string;
}

/**
 * Each example under another shape, elements in the same order: [N, ...] becomes [N, ...shape].
 *
 * A view in both directions: nothing is copied.
 *
 * @category Pooling and shape
 * @param options Shape and name.
 * @returns The layer.
 * @throws {RangeError} When an extent of the shape is not a whole number of at least 0.
 * @throws {TypeError} When it is built for examples of another number of elements.
 *
 * @example A row becomes an image
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, reshape } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(reshape({ shape: [1, 28, 28] }), [5, 784], { arena });
 * assertEquals(built.output, [5, 1, 28, 28]);
 * ```
 */
export function reshape(options: ReshapeOptions): Layer {
  const { shape, name } = givenOptions("reshape", options);
  checkShape(name === undefined ? "Reshape" : `Reshape '${name}'`, shape);
  return configured("reshape", { shape, name }, {
    kind: "reshape",
    name,
    build: (input, context) => {
      const [N, ...rest] = input;
      if (N === undefined || sizeOf(rest) !== sizeOf(shape)) {
        throw new TypeError(
          `Reshape '${context.path}': expected input of ${
            sizeOf(shape)
          } elements for each example of ${formatShape(["N", ...shape])}, got ${
            formatShape(N === undefined ? [] : ["N", ...rest])
          }; check the extents`,
        );
      }
      return new BuiltReshape(input, shape, context);
    },
  });
}
