import { optimizerCatalogue } from "./catalogue.ts";
import type { OptimizerPlugin } from "./optimizer_plugin.ts";
import { checkPlugin } from "./check_plugin.ts";
import { loadModule } from "./load_module.ts";

/**
 * Options of {@linkcode loadPlugin}.
 *
 * @category Catalogue and choice
 */
export interface LoadPluginOptions {
  /** Optimizers whose names are taken; default the {@linkcode optimizerCatalogue}. */
  readonly taken?: readonly OptimizerPlugin[];
}

/**
 * Loads an optimizer from a module of a third party, which default-exports an {@linkcode OptimizerPlugin}.
 *
 * A local file needs the permission to read it. Nothing is registered anywhere: the caller has the plugin, or an
 * error. Run {@linkcode assertConforms} on it before its first use.
 *
 * @category Catalogue and choice
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
  { taken = optimizerCatalogue }: LoadPluginOptions = {},
): Promise<OptimizerPlugin> {
  return checkPlugin(await loadModule(specifier), { source: specifier, taken });
}
