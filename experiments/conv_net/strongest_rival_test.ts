import { summarize } from "@descent/reports";
import { assertEquals } from "@std/assert";
import { BASE } from "./conv_net_setting.ts";
import { strongestRival } from "./strongest_rival.ts";

const score = (...values: number[]) => summarize(values);
const small = { ...BASE, filterSize: 3 };
const large = { ...BASE, filterSize: 11 };

Deno.test("strongestRival is the setting with the highest mean that differs in that value alone", () => {
  const scores = new Map([
    [BASE, score(0.99)],
    [small, score(0.97, 0.98)],
    [large, score(0.96, 0.985)],
    [{ ...small, batchSize: 50 }, score(0.999)],
    [{ ...BASE, batchSize: 50 }, score(0.999)],
  ]);
  assertEquals(strongestRival(BASE, "filterSize", scores), small);
});

Deno.test("strongestRival passes over settings without a completed trial", () => {
  const scores = new Map([[BASE, score(0.99)], [small, null], [large, score(0.1)]]);
  assertEquals(strongestRival(BASE, "filterSize", scores), large);
  assertEquals(strongestRival(BASE, "filterSize", new Map([[small, null]])), null);
});
