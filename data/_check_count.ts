import { OptionError } from "./option_error.ts";

/** Throws an {@linkcode OptionError} unless a number of examples is an integer from 1 to as many as there are. */
export function checkCount(
  dataset: string,
  option: string,
  count: number,
  available: number = Number.MAX_SAFE_INTEGER,
): void {
  if (Number.isInteger(count) && count >= 1 && count <= available) return;
  const wanted = available === Number.MAX_SAFE_INTEGER ? "of at least 1" : `from 1 to ${available}`;
  throw new OptionError(`Dataset '${dataset}'`, option, `an integer ${wanted}`, String(count));
}
