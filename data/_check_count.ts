/** Throws a RangeError unless a number of images is an integer from 1 to what there is. */
export function checkCount(
  dataset: string,
  option: string,
  count: number,
  available: number = Number.MAX_SAFE_INTEGER,
): void {
  if (Number.isInteger(count) && count >= 1 && count <= available) return;
  const wanted = available === Number.MAX_SAFE_INTEGER ? "of at least 1" : `from 1 to ${available}`;
  throw new RangeError(
    `Dataset '${dataset}': expected ${option} to be an integer ${wanted}, got ${count}`,
  );
}
