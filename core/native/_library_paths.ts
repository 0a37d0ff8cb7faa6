import type { NativeName } from "./native_library.ts";

type Candidates = Partial<Record<typeof Deno.build.os, readonly string[]>>;

/**
 * On Linux and macOS; where a program may call only named libraries, it is by these names. oneDNN 3 is not among them: it
 * has no descriptions of operations, and memory of its own for those of tensors, so that these calls are not there.
 */
const candidates: Readonly<Record<NativeName, Candidates>> = {
  openblas: {
    linux: [
      "libopenblas.so.0",
      "/usr/lib/x86_64-linux-gnu/libopenblas.so.0",
      "/usr/lib/aarch64-linux-gnu/libopenblas.so.0",
      "/usr/lib64/libopenblas.so.0",
      "/usr/lib/libopenblas.so.0",
    ],
    darwin: [
      "/System/Library/Frameworks/Accelerate.framework/Accelerate",
      "/opt/homebrew/opt/openblas/lib/libopenblas.dylib",
      "/usr/local/opt/openblas/lib/libopenblas.dylib",
    ],
    windows: ["libopenblas.dll"],
  },
  onednn: {
    linux: [
      "libdnnl.so.2",
      "/usr/lib/x86_64-linux-gnu/libdnnl.so.2",
      "/usr/lib/aarch64-linux-gnu/libdnnl.so.2",
      "/usr/lib64/libdnnl.so.2",
      "/usr/lib/libdnnl.so.2",
    ],
  },
};

/** Where the system may have a library, the likeliest place first. */
export function libraryPaths(name: NativeName): readonly string[] {
  return candidates[name][Deno.build.os] ?? [];
}
