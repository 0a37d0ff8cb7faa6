import { cleanText } from "../isolation/clean_text.ts";
import { FOREIGN_LIMITS } from "../isolation/foreign_process.ts";
import type { CommonValues } from "./common_flags.ts";
import type { ChosenSchedule } from "./chosen_schedule.ts";
import type { KnownPlugins } from "./experiment.ts";

/**
 * The lines that say which third-party code runs and with which rights, and which plugin was given but will not be used.
 *
 * @category Flags
 * @param known The optimizers and problems that can be chosen, and the schedule that is.
 * @param values Values of the flags, of which `optimizers` is one of some experiments.
 * @returns One line of rights, if there is third-party code, and one for each plugin that is not used.
 *
 * @example
 * ```ts
 * import { foreignNotice, knownOptimizers } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * const known = { optimizers: await knownOptimizers([]), problems: [] };
 * assertEquals(foreignNotice(known, { allowPluginImports: false }), []);
 * ```
 */
export function foreignNotice(
  { optimizers, problems, schedule }: KnownPlugins & {
    readonly schedule?: ChosenSchedule | undefined;
  },
  { allowPluginImports, ...values }:
    & Pick<CommonValues, "allowPluginImports">
    & { readonly optimizers?: readonly string[] },
): string[] {
  const snapshots = [...optimizers, ...problems, schedule].flatMap((module) =>
    module?.snapshot ?? []
  );
  if (snapshots.length === 0) return [];
  const names = snapshots.map(({ source }) => cleanText(source.address)).join(", ");
  const downloads = allowPluginImports ? " It may import what is downloaded." : "";
  const gigabytes = FOREIGN_LIMITS.memoryBytes / 2 ** 30;
  const rights =
    `Third-party code: ${names}. It runs in processes of its own, of at most ${gigabytes} GiB, which may read its own ` +
    "files and this library, a problem also its data; nothing is written, no network, no other programs." +
    downloads;
  const { optimizers: chosen } = values;
  // In a wrapper its rule has another name.
  const used = new Set(
    optimizers.filter(({ plugin }) => chosen?.includes(plugin.name)).map(({ source }) => source),
  );
  const unused = chosen === undefined ? [] : optimizers
    .filter(({ snapshot, source }) => snapshot !== undefined && !used.has(source))
    .map(({ plugin: { name }, source }) =>
      `Plugin '${cleanText(source!.address)}' is not used: '${name}' is not among --optimizers ${
        chosen.join(",")
      }`
    );
  return [rights, ...unused];
}
