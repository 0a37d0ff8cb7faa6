import { asUserError } from "@descent/cli";
import type { ModuleSource } from "@descent/problems";
import { optimizerCatalogue, type OptimizerPlugin } from "@descent/optim";
import { parseArgs } from "@std/cli/parse-args";
import { foreignOptimizer } from "../isolation/foreign_optimizer.ts";
import type { ModuleSnapshot } from "../isolation/module_snapshot.ts";
import { foreignSettings } from "./foreign_settings.ts";

/**
 * An optimizer that can be chosen by name, and where it comes from.
 *
 * @category Flags
 */
export interface KnownOptimizer {
  /** The optimizer. */
  readonly plugin: OptimizerPlugin;
  /** Its module; `null` for those of the catalogue. */
  readonly source: ModuleSource | null;
  /** Its files, which its trials run; absent for those of the catalogue. */
  readonly snapshot?: ModuleSnapshot;
}

/**
 * The optimizers of the catalogue and those of the plugins that the arguments name.
 *
 * Plugins come first of all: their names are among the values that other flags allow, and the help lists them.
 * Each passes the conformance suite before it is used, in a process of its own: here it is plain data.
 *
 * @category Flags
 * @param args The arguments of a task, of which `--plugin` and the bounds of plugins count here.
 * @returns The catalogue's optimizers, then the plugins in the order given.
 * @throws {TaskError} When a plugin cannot be loaded or does not fit the contract.
 *
 * @example
 * ```ts
 * import { knownOptimizers } from "@descent/lab";
 * import { optimizerCatalogue } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const known = await knownOptimizers(["--quick"]);
 * assertEquals(known.map(({ plugin }) => plugin), optimizerCatalogue);
 * ```
 */
export async function knownOptimizers(args: readonly string[]): Promise<KnownOptimizer[]> {
  const known: KnownOptimizer[] = optimizerCatalogue.map((plugin) => ({ plugin, source: null }));
  const { plugin: addresses } = parseArgs([...args], { string: ["plugin"], collect: ["plugin"] });
  for (const address of addresses) {
    // An empty one is refused with the other flags, by the table.
    if (address === "") continue;
    const taken = known.map(({ plugin }) => plugin);
    const { plugin, snapshot } = await asUserError(() =>
      foreignOptimizer(address, { taken, ...foreignSettings(args) })
    );
    known.push({ plugin, source: snapshot.source, snapshot });
  }
  return known;
}
