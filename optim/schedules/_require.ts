/**
 * Checks an option of a schedule.
 *
 * @throws {RangeError} When the value is no whole number of at least 1.
 */
export function requireSteps(operation: string, name: string, value: number): void {
  if (Number.isSafeInteger(value) && value >= 1) return;
  throw new RangeError(
    `${operation}: expected ${name} to be a whole number of at least 1, got ${value}; count optimizer steps, not epochs`,
  );
}

/**
 * Checks an option of a schedule.
 *
 * @throws {RangeError} When the value is no finite number of at least 0.
 */
export function requireFactor(operation: string, name: string, value: number): void {
  if (Number.isFinite(value) && value >= 0) return;
  throw new RangeError(
    `${operation}: expected ${name} to be a finite factor of at least 0, got ${value}; 1 is the base learning rate`,
  );
}
