import type { Summary } from "@descent/reports";
import { type ConvNetSetting, settingKey } from "./conv_net_setting.ts";

/** The best of the settings that differ from one in a single value. */
export function strongestRival(
  claimed: ConvNetSetting,
  name: keyof ConvNetSetting,
  scores: ReadonlyMap<ConvNetSetting, Summary | null>,
  ownRate = false,
): ConvNetSetting | null {
  return strongest(
    scores,
    (setting) =>
      setting[name] !== claimed[name] &&
      isSame({ ...setting, [name]: claimed[name] }, claimed, ownRate),
  );
}

/** A setting with the learning rate that suits it best. */
export function atOwnRate(
  claimed: ConvNetSetting,
  scores: ReadonlyMap<ConvNetSetting, Summary | null>,
): ConvNetSetting {
  return strongest(scores, (setting) => isSame(setting, claimed, true)) ?? claimed;
}

function isSame(setting: ConvNetSetting, other: ConvNetSetting, anyRate: boolean): boolean {
  const { rateFactor } = anyRate ? other : setting;
  return settingKey({ ...setting, rateFactor }) === settingKey(other);
}

function strongest(
  scores: ReadonlyMap<ConvNetSetting, Summary | null>,
  isAmong: (setting: ConvNetSetting) => boolean,
): ConvNetSetting | null {
  const [best] = [...scores]
    .flatMap(([setting, score]) => score === null ? [] : [{ setting, mean: score.mean }])
    .filter(({ setting }) => isAmong(setting))
    .sort((a, b) => b.mean - a.mean);
  return best?.setting ?? null;
}
