/**
 * How a number is written for a reader.
 *
 * @category Text
 */
export type NumberFormat = "percent" | "count" | "seconds" | "number";

const THIN = "\u202f";
const MINUS = "\u2212";

/**
 * Writes a number for a reader.
 *
 * - `"percent"`: 0.97923 as "97.92 %"
 * - `"count"`: 79510 as "79,510"
 * - `"seconds"`: 0.0123 as "12 ms", 12.34 as "12.3 s", 754 as "12 min 34 s"
 * - `"number"`: three significant digits, 0.0316228 as "0.0316", 0.0000316228 as "3.16e-5"
 *
 * @category Text
 * @param value The number.
 * @param format How it is written.
 * @returns The text; spaces in it do not break.
 *
 * @example Percent keeps two decimals
 * ```ts
 * import { formatNumber } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(formatNumber(0.97923, "percent"), "97.92\u202f%");
 * assertEquals(formatNumber(3.16228e-5, "number"), "3.16e-5");
 * ```
 */
export function formatNumber(value: number, format: NumberFormat): string {
  if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? "not a number" : value > 0 ? "∞" : `${MINUS}∞`;
  }
  const sign = value < 0 ? MINUS : "";
  return sign + formatMagnitude(Math.abs(value), format);
}

/**
 * Writes a mean and half the width of its interval: "97.92 ± 0.11 %", "0.0411 ± 0.0051".
 *
 * A share whose interval would leave 0 to 100 % is written with the ends of what is left: "99.90 % (99.60 to 100.00)". A
 * `"number"` has as many decimals as two significant digits of the half width give it, where that is readable.
 *
 * @category Text
 * @param mean The middle.
 * @param half Half the width, or `null` when unknown, which leaves the mean alone.
 * @param format How both are written.
 * @returns The text.
 *
 * @example One seed has no interval
 * ```ts
 * import { formatInterval } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(formatInterval(0.9792, 0.0011, "percent"), "97.92 ± 0.11\u202f%");
 * assertEquals(formatInterval(0.9792, null, "percent"), "97.92\u202f%");
 * assertEquals(formatInterval(0.04108, 0.00513, "number"), "0.0411 ± 0.0051");
 * ```
 */
export function formatInterval(mean: number, half: number | null, format: NumberFormat): string {
  if (half === null) return formatNumber(mean, format);
  if (format === "percent") {
    if (mean >= 0 && mean <= 1 && (mean - half < 0 || mean + half > 1)) {
      const ends = [Math.max(0, mean - half), Math.min(1, mean + half)]
        .map((end) => (100 * end).toFixed(2));
      return `${formatNumber(mean, format)} (${ends.join(" to ")})`;
    }
    return `${(100 * mean).toFixed(2)} ± ${(100 * half).toFixed(2)}${THIN}%`;
  }
  const decimals = format === "number" ? commonDecimals(mean, half) : null;
  if (decimals !== null) {
    const sign = mean < 0 ? MINUS : "";
    return `${sign}${Math.abs(mean).toFixed(decimals)} ± ${half.toFixed(decimals)}`;
  }
  return `${formatNumber(mean, format)} ± ${formatNumber(half, format)}`;
}

/**
 * Writes a difference of two values, those of `"percent"` in points: "+0.31 ± 0.12 points", "−0.0014".
 *
 * @category Text
 * @param difference The difference.
 * @param half Half the width of its interval, or `null` when unknown, which leaves the difference alone.
 * @param format How the two values are written.
 * @returns The text, always with a sign.
 *
 * @example A loss has a sign too
 * ```ts
 * import { formatDifference } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(formatDifference(0.0031, 0.0012, "percent"), "+0.31 ± 0.12 points");
 * assertEquals(formatDifference(-0.0014, null, "number"), "−0.0014");
 * ```
 */
export function formatDifference(
  difference: number,
  half: number | null,
  format: NumberFormat,
): string {
  return (difference < 0 ? MINUS : "+") + formatDistance(Math.abs(difference), half, format);
}

/**
 * Writes how far two values are apart, those of `"percent"` in points: "0.31 points", "0.0014".
 *
 * @category Text
 * @param distance The distance, 0 or more.
 * @param half Half the width of its interval, or `null` when unknown, which leaves the distance alone.
 * @param format How the two values are written.
 * @returns The text, without a sign.
 *
 * @example
 * ```ts
 * import { formatDistance } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(formatDistance(0.0031, null, "percent"), "0.31 points");
 * assertEquals(formatDistance(754, null, "seconds"), "12\u202fmin 34\u202fs");
 * ```
 */
export function formatDistance(
  distance: number,
  half: number | null,
  format: NumberFormat,
): string {
  if (format !== "percent") return formatInterval(distance, half, format);
  const interval = half === null ? "" : ` ± ${(100 * half).toFixed(2)}`;
  return `${(100 * distance).toFixed(2)}${interval} points`;
}

/**
 * Writes the probability of a test for a reader: "p = 0.03".
 *
 * @category Text
 * @param probability The probability, from 0 to 1.
 * @returns The text, with two significant digits; spaces in it do not break.
 *
 * @example Tiny ones are only called small
 * ```ts
 * import { formatProbability } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(formatProbability(0.0312), "p\u00a0=\u00a00.031");
 * assertEquals(formatProbability(1e-7), "p\u00a0<\u00a00.001");
 * ```
 */
export function formatProbability(probability: number): string {
  return probability < 0.001
    ? "p\u00a0<\u00a00.001"
    : `p\u00a0=\u00a0${Number(probability.toPrecision(2))}`;
}

/** The decimals that leave two significant digits of the half width, or `null` where a power of ten reads better. */
function commonDecimals(mean: number, half: number): number | null {
  const larger = Math.max(Math.abs(mean), half);
  if (!(half > 0) || !(larger >= 1e-4) || larger >= 1e6) return null;
  const decimals = 1 - Math.floor(Math.log10(Number(half.toPrecision(2))));
  // Six significant digits of the mean are more than a reader takes in.
  return decimals > 5 - Math.floor(Math.log10(larger)) ? null : Math.max(0, decimals);
}

function formatMagnitude(value: number, format: NumberFormat): string {
  switch (format) {
    case "percent":
      return `${(100 * value).toFixed(2)}${THIN}%`;
    case "count":
      return Math.round(value).toLocaleString("en-US");
    case "seconds":
      return formatSeconds(value);
    case "number":
      return formatSignificant(value);
  }
}

function formatSeconds(seconds: number): string {
  if (seconds < 0.9995) return `${formatSignificant(Math.round(seconds * 1e4) / 10)}${THIN}ms`;
  if (seconds < 99.95) return `${seconds.toPrecision(3)}${THIN}s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)}${THIN}min ${whole % 60}${THIN}s`;
  return `${Math.floor(whole / 3600)}${THIN}h ${Math.floor((whole % 3600) / 60)}${THIN}min`;
}

/** Three significant digits without trailing zeros; whole numbers keep all of theirs. */
function formatSignificant(value: number): string {
  if (value === 0) return "0";
  if (value >= 1e6 || value < 1e-4) {
    const [mantissa, exponent] = value.toExponential(2).split("e");
    return `${Number(mantissa)}e${exponent.replace("+", "")}`;
  }
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));
}
