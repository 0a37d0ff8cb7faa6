import { openBlas } from "./_open_blas.ts";
import type { NativeLibrary, NativeLibraryOptions, NativeName } from "./native_library.ts";
import { openOneDnn } from "./_open_onednn.ts";

const openers: Readonly<Record<NativeName, (options: NativeLibraryOptions) => NativeLibrary>> = {
  onednn: openOneDnn,
  openblas: openBlas,
};

/**
 * Opens a native library over kernel memory.
 *
 * @param choice Its kind, or `"auto"` for the first that is found and allowed: oneDNN, else OpenBLAS or Accelerate.
 * @param options Where to look and what to work on.
 * @returns The library; with `"auto"` `undefined` where there is none.
 * @throws {Deno.errors.NotCapable} When the program may not call native code and asked for a kind.
 * @throws {Deno.errors.NotFound} When no library of the kind was found.
 */
export function openNative(
  choice: NativeName | "auto",
  options: NativeLibraryOptions,
): NativeLibrary | undefined {
  if (choice !== "auto") return openers[choice](options);
  for (const open of Object.values(openers)) {
    try {
      return open(options);
    } catch {
      // The next kind may be there.
    }
  }
  return undefined;
}
