/**
 * The address of a plugin's module, as `import()` takes it.
 *
 * @category Catalogue and choice
 * @param specifier A path, relative to the working directory, such as `./lion.ts`; a URL; or a module specifier, such as
 * `npm:lion` or a name from the import map.
 * @returns A file URL for a path; anything else as it came.
 *
 * @example
 * ```ts
 * import { moduleAddress } from "@descent/optim";
 * import { assertEquals, assertMatch } from "@std/assert";
 *
 * assertMatch(moduleAddress("./lion.ts"), /^file:.*\/lion\.ts$/);
 * assertEquals(moduleAddress("npm:lion"), "npm:lion");
 * ```
 */
export function moduleAddress(specifier: string): string {
  // A single letter before the colon is a drive.
  if (/^[a-z][a-z0-9+.-]+:/i.test(specifier)) return specifier;
  const isPath = /^([./\\]|[a-z]:)/i.test(specifier) || /\.[cm]?[jt]sx?$/i.test(specifier);
  if (!isPath) return specifier;
  // Taken here: imported, they would take 20 ms of every program and worker.
  const { getBuiltinModule } = globalThis.process;
  const { resolve } = getBuiltinModule("node:path"),
    { pathToFileURL } = getBuiltinModule("node:url");
  return pathToFileURL(resolve(specifier)).href;
}
