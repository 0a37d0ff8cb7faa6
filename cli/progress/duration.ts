/**
 * A time for a reader.
 *
 * @category Output
 * @param seconds Seconds, 0 or more.
 * @returns `"8 s"`, `"1 min 15 s"`, `"2 h 5 min"`.
 *
 * @example
 * ```ts
 * import { duration } from "@descent/cli";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(duration(75), "1 min 15 s");
 * ```
 */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor(whole % 3600 / 60)} min`;
}
