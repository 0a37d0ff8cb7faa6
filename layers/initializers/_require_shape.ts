import { formatShape, type Shape } from "@descent/core";
import type { Fans } from "./initializer.ts";

/** The shape of a parameter of at least two axes; throws when it is unknown or has fewer. */
export function requireShape(initializer: string, { shape }: Fans): Shape {
  if (shape !== undefined && shape.length >= 2) return shape;
  throw new TypeError(
    `${initializer} initializer: expected the shape of a matrix or of filters, got ${
      shape === undefined ? "none" : formatShape(shape)
    }; use it for weights`,
  );
}
