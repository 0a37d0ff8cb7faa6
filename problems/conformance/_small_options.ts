import type { Option, OptionTable, OptionValue, OptionValues } from "../contract/option.ts";

/** Most examples of each part, where the counts are options of these names. */
const COUNTS: Readonly<Record<string, number>> = {
  trainCount: 60,
  validationCount: 30,
  testCount: 30,
};

/** Options for a check that is done in a moment: their quick values, few examples, and what is given over all. */
export function smallOptions(
  table: OptionTable<OptionValues>,
  given: Readonly<Record<string, OptionValue | undefined>>,
): Record<string, OptionValue | undefined> {
  const small: Record<string, OptionValue | undefined> = {};
  for (const [name, option] of Object.entries(table as Readonly<Record<string, Option>>)) {
    small[name] = option.quick ?? option.default;
    if (option.kind === "integer" && Object.hasOwn(COUNTS, name)) {
      const [minimum, maximum] = option.range;
      const most = Math.min(COUNTS[name], option.quick ?? option.default ?? maximum);
      small[name] = Math.max(minimum, most);
    }
  }
  return { ...small, ...given };
}
