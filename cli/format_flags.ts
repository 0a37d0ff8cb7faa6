import { type Flag, type FlagTable, typedName } from "./flag.ts";

/**
 * Writes values as the arguments that {@linkcode parseFlags} reads them from: the way back.
 *
 * @category Flags
 * @param flags The table of the task.
 * @param values A value for each flag of the table.
 * @returns The arguments; flags whose value is what it would be anyway are left out.
 *
 * @example
 * ```ts
 * import { formatFlags, integerFlag, switchFlag } from "@descent/cli";
 * import { assertEquals } from "@std/assert";
 *
 * const flags = {
 *   seeds: integerFlag({ doc: "How many.", default: 5, quick: 2, minimum: 1, maximum: 9 }),
 *   quick: switchFlag({ doc: "A short run." }),
 * };
 * assertEquals(formatFlags(flags, { seeds: 3, quick: false }), ["--seeds=3"]);
 * assertEquals(formatFlags(flags, { seeds: 2, quick: true }), ["--quick"]);
 * ```
 */
export function formatFlags<Values extends object>(
  flags: FlagTable<Values>,
  values: Values,
): string[] {
  const quick = "quick" in values && values.quick === true;
  return Object.entries<Flag<unknown>>(flags).flatMap(([name, flag]) => {
    const value = values[name as keyof Values];
    const unchanged = quick && flag.quick !== undefined ? flag.quick : flag.default;
    if (String(value) === String(unchanged)) return [];
    const typed = `--${typedName(name)}`;
    if (flag.placeholder === "") return [typed];
    return (flag.repeatable ? value as readonly unknown[] : [value]).map((each) =>
      `${typed}=${each}`
    );
  });
}
