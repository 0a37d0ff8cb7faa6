import type { RunRecord } from "../record/run_record.ts";

/**
 * A value of a trial's setting by name, hyperparameter or variable.
 *
 * @category Charts
 * @param record The trial.
 * @param name `"learningRate"`, `"weightScale"`.
 * @returns The value.
 * @throws {RangeError} When the setting has no such value.
 *
 * @example
 * ```ts
 * import { settingValue } from "@descent/reports";
 * import { sampleRecord } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(settingValue(sampleRecord(), "beta1"), 0.9);
 * ```
 */
export function settingValue({ setting }: RunRecord, name: string): number | string {
  const value = setting.hyperparameters[name] ?? setting.variables[name];
  if (value === undefined) {
    const names = [...Object.keys(setting.hyperparameters), ...Object.keys(setting.variables)];
    throw new RangeError(
      `Setting '${setting.id}': no value named '${name}'; it has ${names.join(", ")}`,
    );
  }
  return value;
}
