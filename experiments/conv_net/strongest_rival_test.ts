import { summarize } from "@descent/reports";
import { assertEquals } from "@std/assert";
import { BASE } from "./conv_net_setting.ts";
import { atOwnRate, strongestRival } from "./strongest_rival.ts";

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

Deno.test("a batch size and its rivals each have the rate that suits them", () => {
  const slow = { ...BASE, batchSize: 5, rateFactor: 0.3 };
  const quick = { ...BASE, rateFactor: 3 };
  const scores = new Map([
    [BASE, score(0.98)],
    [quick, score(0.985)],
    [{ ...BASE, batchSize: 5 }, score(0.96)],
    [slow, score(0.99)],
    [{ ...slow, filterSize: 3 }, score(0.999)],
  ]);
  assertEquals(strongestRival(BASE, "batchSize", scores, true), slow);
  assertEquals(atOwnRate(BASE, scores), quick);
  assertEquals(atOwnRate(small, scores), small);
});
