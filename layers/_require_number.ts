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
