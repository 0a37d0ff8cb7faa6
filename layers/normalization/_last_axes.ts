import { formatShape, type Shape } from "@descent/core";

/** Throws unless a shape has so many axes after the batch, none of them empty. */
export function requireLastAxes(label: string, axes: number, input: Shape): void {
  const [, ...rest] = input;
  if (rest.length >= axes && !rest.includes(0)) return;
  throw new TypeError(
    `${label}: expected input [N, ...] with at least ${axes} axes after the batch and extents of at least 1, got ${
      formatShape(["N", ...rest])
    }; normalize fewer axes`,
  );
}
