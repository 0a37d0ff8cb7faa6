import { moduleAddress } from "./module_address.ts";

/**
 * Options of {@linkcode loadModule}.
 *
 * @category Catalogue and choice
 */
export interface LoadModuleOptions {
  /** The kind of plugin, with which messages begin; default `"Plugin"`. */
  readonly kind?: string;
}

/**
 * Loads the default export of a plugin's module.
 *
 * @category Catalogue and choice
 * @param specifier A path, relative to the working directory, such as `./lion.ts`; a URL, such as `file:///lion.ts`; or
 * a module specifier, such as `npm:lion` or a name from the import map.
 * @param options The kind of plugin, for messages.
 * @returns Whatever the module exports as default; nothing of it is checked.
 * @throws {TypeError} When the module is not found, may not be read, or throws.
 * @throws {SyntaxError} When the module cannot be parsed.
 *
 * @example A module in a data URL
 * ```ts
 * import { loadModule } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await loadModule("data:text/javascript,export default 42"), 42);
 * ```
 */
export async function loadModule(
  specifier: string,
  { kind = "Plugin" }: LoadModuleOptions = {},
): Promise<unknown> {
  const address = moduleAddress(specifier);
  try {
    const module: { readonly default?: unknown } = await import(address);
    return module.default;
  } catch (error) {
    throw explain(`${kind} '${specifier}'`, address, error);
  }
}

function explain(owner: string, address: string, error: unknown): Error {
  // Taken here, as in `moduleAddress`.
  const { getBuiltinModule } = globalThis.process;
  const { fileURLToPath } = getBuiltinModule("node:url");
  const { stripVTControlCharacters } = getBuiltinModule("node:util");
  const text = stripVTControlCharacters(error instanceof Error ? error.message : String(error));
  const [message] = text.split("\n");
  const begin = `${owner}: expected`;
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
