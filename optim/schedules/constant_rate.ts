import type { Schedule } from "./schedule.ts";

/**
 * The base learning rate throughout: factor 1.
 *
 * @returns Always 1.
 *
 * @example At any step
 * ```ts
 * import { constantRate } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(constantRate(1000), 1);
 * ```
 */
export const constantRate: Schedule = () => 1;
