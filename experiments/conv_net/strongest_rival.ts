import type { Summary } from "@descent/reports";
import { type ConvNetSetting, settingKey } from "./conv_net_setting.ts";

/**
 * The best of the settings that differ from one in a single value.
 *
 * @param claimed The setting.
 * @param name The value's name.
 * @param scores The score of each setting, `null` for one that no trial completed.
 * @returns The rival with the highest mean; `null` when none has a score.
 */
export function strongestRival(
  claimed: ConvNetSetting,
  name: keyof ConvNetSetting,
  scores: ReadonlyMap<ConvNetSetting, Summary | null>,
): ConvNetSetting | null {
  const [rival] = [...scores]
    .flatMap(([setting, score]) => score === null ? [] : [{ setting, mean: score.mean }])
    .filter(({ setting }) =>
      setting[name] !== claimed[name] &&
      settingKey({ ...setting, [name]: claimed[name] }) === settingKey(claimed)
    )
    .sort((a, b) => b.mean - a.mean);
  return rival?.setting ?? null;
}
