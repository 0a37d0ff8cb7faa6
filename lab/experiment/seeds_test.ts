import { assert, assertEquals } from "@std/assert";
import { judgingSeeds, repeatSeeds, seedsFlag } from "./seeds.ts";

Deno.test("seedsFlag takes whole numbers from 1 on", () => {
  const flag = seedsFlag(3);
  assertEquals([flag.read(["1"]), flag.read(["7"])], [1, 7]);
  assertEquals([flag.read(["0"]), flag.read(["2.5"])], [undefined, undefined]);
});

Deno.test("judgingSeeds are distinct and none is the search's", () => {
  const seeds = judgingSeeds(7, 5);
  assertEquals(new Set(seeds).size, 5);
  assert(!seeds.includes(7));
});

Deno.test("repeatSeeds are neither the search's nor any that may judge", () => {
  const taken = new Set([7, ...judgingSeeds(7, 100)]);
  assertEquals(repeatSeeds(7).filter((seed) => taken.has(seed)), []);
});
