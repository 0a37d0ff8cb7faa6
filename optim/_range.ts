import { formatNumber } from "./_format_number.ts";
import type { Hyperparameter } from "./optimizer_plugin.ts";

/** Whether a value is accepted; NaN is not. */
export function isInRange([minimum, maximum]: Hyperparameter["range"], value: number): boolean {
  return value >= minimum && value <= maximum;
}

/** A range as help text and messages print it, such as `0 to 1e9`. */
export function formatRange(range: Hyperparameter["range"]): string {
  return range.map(formatNumber).join(" to ");
}
