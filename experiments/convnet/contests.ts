import { scoreSummary } from "@descent/lab";
import type { Run } from "@descent/reports";
import { CLAIMS, type ConvnetClaim } from "./claims.ts";
import { type ConvnetSetting, distinctSettings, settingKey } from "./convnet_setting.ts";
import { strongestRival } from "./strongest_rival.ts";

/** A setting with a claimed value beside the strongest with another; each is a setting, or what it came to. */
export interface Contest<Side = ConvnetSetting> {
  /** The claim that is judged. */
  readonly claim: ConvnetClaim;
  /** The setting with the claimed value. */
  readonly claimed: Side;
  /** Its strongest rival; `null` when no trial of any was completed. */
  readonly rival: Side | null;
}

/** A setting, and its trials. */
export interface Contestant {
  /** The setting. */
  readonly setting: ConvnetSetting;
  /** Its trials. */
  readonly runs: readonly Run[];
}

/**
 * Finds the strongest rival of each claimed value.
 *
 * @param swept All settings of the sweeps, and their trials.
 * @returns A contest for each setting that a claim is judged at, in the order of {@linkcode CLAIMS}.
 */
export function findContests(swept: readonly Contestant[]): Contest[] {
  const scores = new Map(
    swept.map(({ setting, runs }) => [setting, scoreSummary(runs, "validationAccuracy")]),
  );
  return CLAIMS.flatMap((claim) =>
    claim.settings.map((claimed) => (
      { claim, claimed, rival: strongestRival(claimed, claim.name, scores) }
    ))
  );
}

/**
 * The settings that stand in contests with a rival, each once.
 *
 * @param contests The contests.
 * @returns The settings.
 */
export function contestants(contests: readonly Contest[]): ConvnetSetting[] {
  return distinctSettings(
    contests.flatMap(({ claimed, rival }) => rival === null ? [] : [claimed, rival]),
  );
}

/**
 * Sets what contestants came to in their contests.
 *
 * @param contests The contests.
 * @param judged The contestants.
 * @returns The contests, in the same order.
 */
export function settleContests(
  contests: readonly Contest[],
  judged: readonly Contestant[],
): Contest<Contestant>[] {
  const found = new Map(judged.map((contestant) => [settingKey(contestant.setting), contestant]));
  const entrant = (setting: ConvnetSetting) =>
    found.get(settingKey(setting)) ?? { setting, runs: [] };
  return contests.map(({ claim, claimed, rival }) => (
    { claim, claimed: entrant(claimed), rival: rival && entrant(rival) }
  ));
}
