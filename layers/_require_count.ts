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
