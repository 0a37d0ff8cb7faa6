/** Values of hyperparameters by name. */
export type Values = Readonly<Record<string, number>>;

/** Those that may change between steps: rules that copy all values once read these anew in each step. */
const live = new WeakSet<object>();

/** Whether the values may change between steps. */
export function isLive(values: object): boolean {
  return live.has(values);
}

/** Says of values that they may change. */
export function markLive<V extends object>(values: V): V {
  live.add(values);
  return values;
}

/** Some of the values, by other names where wanted; they go on following those that may change. */
export function pickValues(
  values: Values,
  names: readonly (readonly [own: string, from: string])[],
): Record<string, number> {
  if (!isLive(values)) return Object.fromEntries(names.map(([own, from]) => [own, values[from]]));
  const picked = {};
  for (const [own, from] of names) {
    Object.defineProperty(picked, own, {
      get: () => values[from],
      enumerable: true,
      configurable: true,
    });
  }
  return markLive(picked);
}
