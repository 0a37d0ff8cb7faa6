import { withPlugin } from "./_ask_plugin.ts";
import type { ForeignSettings } from "./foreign_optimizer.ts";
import { type ModuleSnapshot, takeSnapshot } from "./module_snapshot.ts";

/**
 * Reads a learning-rate schedule of a third party and tries it, in a process of its own.
 *
 * @category Isolation
 * @param address Path or URL of its module.
 * @param settings Limits, and whether it may import what is downloaded.
 * @returns Its module.
 * @throws {TypeError} When the module cannot be loaded, exports no schedule, or does not end.
 * @throws {RangeError} When its first factor is none.
 * @throws {SyntaxError} When it cannot be parsed.
 *
 * @example
 * ```ts ignore
 * import { foreignSchedule } from "@descent/lab";
 *
 * const { source } = await foreignSchedule("./sawtooth.ts");
 * console.log(source.digest);
 * ```
 */
export async function foreignSchedule(
  address: string,
  settings: ForeignSettings = {},
): Promise<ModuleSnapshot> {
  const { allowsImports = false } = settings;
  const snapshot = takeSnapshot(address, { kind: "Schedule", allowsImports });
  await withPlugin("Schedule", snapshot, settings, (ask) => {
    return ask({ kind: "schedule", schedule: snapshot.entry });
  });
  return snapshot;
}
