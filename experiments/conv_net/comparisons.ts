import { scoreSummary } from "@descent/lab";
import type { Run } from "@descent/reports";
import { CLAIMS, type ConvNetClaim } from "./claims.ts";
import { type ConvNetSetting, distinctSettings, settingKey } from "./conv_net_setting.ts";
import { atOwnRate, strongestRival } from "./strongest_rival.ts";

/** A setting with a claimed value beside the strongest with another; each side is a setting, or its trials too. */
export interface Comparison<Side = ConvNetSetting> {
  /** The claim that is judged. */
  readonly claim: ConvNetClaim;
  /** The setting with the claimed value. */
  readonly claimed: Side;
  /** Its strongest rival; `null` when no trial of any was completed. */
  readonly rival: Side | null;
}

/** A setting with its trials. */
export interface SettingRuns {
  /** The setting. */
  readonly setting: ConvNetSetting;
  /** Its trials. */
  readonly runs: readonly Run[];
}

/** Finds the strongest rival of each claimed value. */
export function findComparisons(swept: readonly SettingRuns[]): Comparison[] {
  const scores = new Map(
    swept.map(({ setting, runs }) => [setting, scoreSummary(runs, "validation/accuracy")]),
  );
  return CLAIMS.flatMap((claim) =>
    claim.settings.map((setting) => ({
      claim,
      claimed: claim.ownRate ? atOwnRate(setting, scores) : setting,
      rival: strongestRival(setting, claim.name, scores, claim.ownRate),
    }))
  );
}

/** The settings of all comparisons that have a rival, each once. */
export function comparedSettings(comparisons: readonly Comparison[]): ConvNetSetting[] {
  return distinctSettings(
    comparisons.flatMap(({ claimed, rival }) => rival === null ? [] : [claimed, rival]),
  );
}

/** The comparisons with the trials that judge them. */
export function comparisonResults(
  comparisons: readonly Comparison[],
  judged: readonly SettingRuns[],
): Comparison<SettingRuns>[] {
  const found = new Map(judged.map((each) => [settingKey(each.setting), each]));
  const sideOf = (setting: ConvNetSetting) =>
    found.get(settingKey(setting)) ?? { setting, runs: [] };
  return comparisons.map(({ claim, claimed, rival }) => (
    { claim, claimed: sideOf(claimed), rival: rival && sideOf(rival) }
  ));
}
