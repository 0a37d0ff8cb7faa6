import { BadFileError } from "./bad_file_error.ts";

/** The same numbers, all of which a model can take; throws a {@linkcode BadFileError} at the first that is not finite. */
export function finiteNumbers<A extends Float32Array | Float64Array>(path: string, values: A): A {
  const at = values.findIndex((value: number) => !Number.isFinite(value));
  if (at < 0) return values;
  throw new BadFileError(
    path,
    `expected finite numbers, got ${values[at]} at element ${at}`,
    "mend or drop the example",
  );
}
