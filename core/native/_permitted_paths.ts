import { libraryPaths } from "./_library_paths.ts";
import type { NativeName } from "./native_library.ts";

const described: Readonly<Record<NativeName, { readonly what: string; readonly install: string }>> =
  {
    openblas: { what: "a library of matrix products", install: "OpenBLAS (Debian: libopenblas0)" },
    onednn: { what: "oneDNN 2", install: "it (Debian: libdnnl2)" },
  };

/**
 * The paths that a library may be called from.
 *
 * @throws {Deno.errors.NotCapable} When there is none.
 */
export function permittedPaths(name: NativeName, path: string | undefined): readonly string[] {
  const paths = path === undefined ? libraryPaths(name) : [path];
  const permitted = paths.filter((path) =>
    Deno.permissions.querySync({ name: "ffi", path }).state === "granted"
  );
  if (permitted.length > 0) return permitted;
  throw new Deno.errors.NotCapable(
    `Native library: expected permission to call one, got none; give Deno the permission ffi${
      path === undefined ? "" : ` for '${path}'`
    }, or choose native "none"`,
  );
}

/** The error that none of the permitted paths has the library. */
export function notFound(name: NativeName, permitted: readonly string[]): Deno.errors.NotFound {
  const { what, install } = described[name];
  return new Deno.errors.NotFound(
    `Native library: expected ${what} at ${
      permitted.join(" or ")
    }, found none; install ${install}, give its path, or choose native "none"`,
  );
}
