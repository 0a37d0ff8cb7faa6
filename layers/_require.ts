import { formatShape, type Shape } from "@descent/core";

/** A layer in messages: its kind, and its name or path when it has one. */
export function layerLabel(kind: string, name: string | undefined): string {
  return name === undefined ? kind : `${kind} '${name}'`;
}

/** Throws when an option of a layer is not a whole number of at least 1. */
export function requireCount(
  layer: string,
  option: string,
  value: number,
): void {
  if (Number.isSafeInteger(value) && value >= 1) return;
  throw new RangeError(
    `${layer}: expected ${option} to be a whole number of at least 1, got ${value}; check the option`,
  );
}

/** Throws when an option of a layer is not a list of whole numbers of at least 1. */
export function requireCounts(layer: string, option: string, values: readonly number[]): void {
  if (!Array.isArray(values)) {
    throw new TypeError(
      `${layer}: expected ${option} to be a list of whole numbers of at least 1, got ${values}; check the option`,
    );
  }
  for (const value of values) requireCount(layer, option, value);
}

/** Throws unless an option is a number, infinity included. */
export function requireNumber(layer: string, name: string, value: number): void {
  if (typeof value === "number" && !Number.isNaN(value)) return;
  throw new TypeError(`${layer}: expected ${name} to be a number, got ${value}; check the option`);
}

/** Throws unless a number is finite. */
export function requireFinite(layer: string, name: string, value: number, advice: string): void {
  if (!Number.isFinite(value)) {
    throw new RangeError(`${layer}: expected ${name} to be finite, got ${value}; try ${advice}`);
  }
}

/** Throws unless a number is finite and above 0. */
export function requirePositive(layer: string, name: string, value: number, advice: string): void {
  if (!(Number.isFinite(value) && value > 0)) {
    throw new RangeError(
      `${layer}: expected ${name} to be finite and above 0, got ${value}; try ${advice}`,
    );
  }
}

/** Throws unless a shape is [N, C, H, W] (or [N, C, W]) with nothing empty after the batch. */
export function requireImages(layer: string, wanted: "[N, C, H, W]" | "[N, C, W]", input: Shape) {
  const [, ...rest] = input;
  if (input.length === wanted.split(",").length && !rest.includes(0)) return;
  throw new TypeError(
    `${layer}: expected input ${wanted} with extents of at least 1, got ${
      formatShape(["N", ...rest])
    }; ${rest.length === 1 ? "put a reshape layer before it" : "check the shape of the input"}`,
  );
}
