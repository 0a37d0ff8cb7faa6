import type { OptimizerPlugin } from "@descent/optim";
import { runsElsewhere, withPlugin } from "./_ask_plugin.ts";
import { cleanTexts } from "./clean_text.ts";
import type { ForeignProcessOptions } from "./foreign_process.ts";
import { type ModuleSnapshot, takeSnapshot } from "./module_snapshot.ts";

/**
 * The bounds of third-party code.
 *
 * @category Isolation
 */
export type ForeignSettings = Pick<ForeignProcessOptions, "limits" | "allowsImports">;

/**
 * A plugin of a third party as plain data: its functions run in processes of their own.
 *
 * @category Isolation
 */
export interface ForeignPlugin<Plugin> {
  /** The plugin; `create` throws. */
  readonly plugin: Plugin;
  /** Its module. */
  readonly snapshot: ModuleSnapshot;
}

/**
 * Options of {@linkcode foreignOptimizer}.
 *
 * @category Isolation
 */
export interface ForeignOptimizerOptions extends ForeignSettings {
  /** Optimizers whose names are taken; default none. */
  readonly taken?: readonly OptimizerPlugin[];
}

/**
 * Loads an optimizer of a third party and checks that it conforms, in a process of its own.
 *
 * @category Isolation
 * @param address Path or URL of its module.
 * @param options Names that are taken, and limits, see {@linkcode ForeignOptimizerOptions}.
 * @returns The optimizer as plain data, its texts cleaned.
 * @throws {TypeError} When the module cannot be loaded, does not fit the contract, fails a check, or does not end.
 * @throws {RangeError} When a default of its table is outside its range.
 * @throws {SyntaxError} When it cannot be parsed.
 *
 * @example
 * ```ts ignore
 * import { foreignOptimizer } from "@descent/lab";
 *
 * const { plugin } = await foreignOptimizer("./lion.ts");
 * console.log(plugin.title);
 * ```
 */
export async function foreignOptimizer(
  address: string,
  { taken = [], ...settings }: ForeignOptimizerOptions = {},
): Promise<ForeignPlugin<OptimizerPlugin>> {
  const { allowsImports = false } = settings;
  const snapshot = takeSnapshot(address, { allowsImports });
  const names = taken.map(({ name, title }) => ({ name, title }));
  const table = await withPlugin("Plugin", snapshot, settings, (ask) => {
    return ask({ kind: "optimizer", plugin: snapshot.entry, taken: names });
  });
  const plugin = cleanTexts(table) as Omit<OptimizerPlugin, "create">;
  return { plugin: { ...plugin, create: runsElsewhere }, snapshot };
}
