/**
 * Makes writing beyond the limit of file sizes fail, which a sentence can explain, instead of ending the program, as long
 * as it is not disposed of.
 *
 * @category Files and permissions
 * @returns Disposing of it gives the signal its usual effect again.
 *
 * @example
 * ```ts
 * import { largeFilesFail } from "@descent/cli";
 *
 * using _largeFiles = largeFilesFail();
 * ```
 */
export function largeFilesFail(): Disposable {
  const cleanup = new DisposableStack();
  if (Deno.build.os === "windows") return cleanup;
  const ignore = () => {};
  Deno.addSignalListener("SIGXFSZ", ignore);
  cleanup.defer(() => Deno.removeSignalListener("SIGXFSZ", ignore));
  return cleanup;
}
