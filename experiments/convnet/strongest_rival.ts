import type { Summary } from "@descent/reports";
import { type ConvnetSetting, settingKey } from "./convnet_setting.ts";

/**
 * The best of the settings that differ from one in a single value.
 *
 * @param claimed The setting.
 * @param name The value's name.
 * @param scores What each setting reached, `null` for one that no trial completed.
 * @returns The rival with the highest mean; `null` when none reached anything.
 */
export function strongestRival(
  claimed: ConvnetSetting,
  name: keyof ConvnetSetting,
  scores: ReadonlyMap<ConvnetSetting, Summary | null>,
): ConvnetSetting | null {
  const [rival] = [...scores]
    .flatMap(([setting, score]) => score === null ? [] : [{ setting, mean: score.mean }])
    .filter(({ setting }) =>
      setting[name] !== claimed[name] &&
      settingKey({ ...setting, [name]: claimed[name] }) === settingKey(claimed)
    )
    .sort((a, b) => b.mean - a.mean);
  return rival?.setting ?? null;
}
