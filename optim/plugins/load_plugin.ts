import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { catalogue } from "../catalogue.ts";
import type { OptimizerPlugin } from "../optimizer_plugin.ts";
import { checkPlugin } from "./check_plugin.ts";

/** Options of {@linkcode loadPlugin}. */
export interface LoadPluginOptions {
  /** Optimizers whose names are taken; default the {@linkcode catalogue}. */
  readonly taken?: readonly OptimizerPlugin[];
}

/**
 * Loads an optimizer from a module of a third party, which default-exports an {@linkcode OptimizerPlugin}.
 *
 * A local file needs the permission to read it. Nothing is registered anywhere: the caller has the plugin, or an
 * error. Run {@linkcode assertConforms} on it before its first use.
 *
 * @param specifier A path, relative to the working directory, such as `./lion.ts`; a URL, such as `file:///lion.ts`; or
 * a module specifier, such as `npm:lion` or a name from the import map.
 * @param options Which names are taken, see {@linkcode LoadPluginOptions}.
 * @returns The plugin, its fields and table checked.
 * @throws {TypeError} When the module is not found, may not be read, throws, or exports what does not fit the contract.
 * @throws {RangeError} When a default of its table is outside its range.
 * @throws {SyntaxError} When the module cannot be parsed.
 *
 * @example A plugin in a data URL
 * ```ts
 * import { loadPlugin } from "@descent/optim";
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(
 *   () => loadPlugin("data:text/javascript,export default 42"),
 *   TypeError,
 *   "expected an object with the fields of OptimizerPlugin as default export, got 42",
 * );
 * ```
 */
export async function loadPlugin(
  specifier: string,
  { taken = catalogue }: LoadPluginOptions = {},
): Promise<OptimizerPlugin> {
  const address = addressOf(specifier);
  let module: { readonly default?: unknown };
  try {
    module = await import(address);
  } catch (error) {
    throw explain(specifier, address, error);
  }
  return checkPlugin(module.default, { source: specifier, taken });
}

/** Paths become file URLs; what has a scheme or is a bare module name stays. */
function addressOf(specifier: string): string {
  // A single letter before the colon is a drive.
  if (/^[a-z][a-z0-9+.-]+:/i.test(specifier)) return specifier;
  const isPath = /^([./\\]|[a-z]:)/i.test(specifier) || /\.[cm]?[jt]sx?$/i.test(specifier);
  return isPath ? pathToFileURL(resolve(specifier)).href : specifier;
}

function explain(specifier: string, address: string, error: unknown): Error {
  const text = stripVTControlCharacters(error instanceof Error ? error.message : String(error));
  const [message] = text.split("\n");
  const begin = `Plugin '${specifier}': expected`;
  const cause = { cause: error };
  if (error instanceof SyntaxError || message.startsWith("SyntaxError:")) {
    const place = text.match(/:(\d+):\d+\s*$/)?.[1];
    const where = place === undefined ? "" : ` in line ${place}`;
    const fault = message.replace(/^SyntaxError: /, "");
    return new SyntaxError(
      `${begin} a TypeScript or JavaScript module, got a syntax error${where} (${fault}); mend the file`,
      cause,
    );
  }
  const access = message.match(/^Requires (read|import) access to "?([^"]*?)"?,/);
  if (access !== null) {
    const [, kind, target] = access;
    return new TypeError(
      `${begin} permission to ${kind} '${target}', got none; start Deno with that permission`,
      cause,
    );
  }
  if (message === `Module not found "${address}".`) {
    const place = address.startsWith("file:") ? `no file at ${fileURLToPath(address)}` : "none";
    return new TypeError(`${begin} a module, got ${place}; check the path`, cause);
  }
  if ((error as { code?: unknown } | undefined)?.code === "ERR_MODULE_NOT_FOUND") {
    return new TypeError(
      `${begin} a module whose imports are found, got: ${message}; check the path and its imports`,
      cause,
    );
  }
  const name = error instanceof Error ? error.name : typeof error;
  return new TypeError(
    `${begin} a module that loads, got ${name} '${message}' while it ran; mend the file`,
    cause,
  );
}
