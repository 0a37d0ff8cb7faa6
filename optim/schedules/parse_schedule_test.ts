import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { parseSchedule } from "./parse_schedule.ts";

const factorsOf = (text: string, steps: number) => {
  const schedule = parseSchedule(text)(steps);
  return Array.from({ length: steps }, (_, index) => schedule(index + 1));
};

Deno.test("parseSchedule: one part gets all steps, the last of several those that are left", () => {
  assertEquals(factorsOf("constant", 3), [1, 1, 1]);
  assertEquals(factorsOf("linear", 4), [1, 0.75, 0.5, 0.25]);
  assertEquals(factorsOf("warmup(2, 0), linear", 6), [0, 0.5, 1, 0.75, 0.5, 0.25]);
  assertEquals(factorsOf("constant(0.5):2,step(1,0.5)", 5), [0.5, 0.5, 1, 0.5, 0.25]);
  assertEquals(factorsOf("warmup(50%,0),constant", 4), [0, 0.5, 1, 1]);
  assertEquals(factorsOf("linear:2", 4), [1, 0.5, 0.5, 0.5]);
});

Deno.test("parseSchedule: a plateau hears of metrics behind its warm-up", () => {
  const schedule = parseSchedule("warmup(1),plateau(0,0.5)")(10);
  for (const loss of [1, 1]) schedule.observe!(loss);
  assertAlmostEquals(schedule(2), 0.5);
});

Deno.test("parseSchedule: says which part is wrong, and what was wanted", () => {
  const wrong: readonly [string, string][] = [
    ["warmpu(3),cosine", "expected one of constant, warmup, linear"],
    ["warmup,cosine", "expected warmup(steps, from?), got 0 numbers in 'warmup'"],
    ["cosine(1,2)", "expected cosine(floor?), got 2 numbers"],
    ["cosine,linear", "expected how many steps 'cosine' lasts before the next one, got none"],
    ["warmup(ten),cosine", "got 'ten'"],
    ["warmup(3", "expected parts such as"],
    ["", "got ''"],
    ["cosine,", "got ''"],
    ["cosine:x", "got 'x'"],
  ];
  for (const [text, message] of wrong) {
    assertThrows(() => parseSchedule(text), SyntaxError, message);
  }
  assertThrows(() => parseSchedule("warmup(9),cosine")(5), RangeError, "to last from 1 to 5 whole");
  assertThrows(() => parseSchedule("cosine(-1)")(5), RangeError, "in 'cosine(-1)', cosineDecay:");
});
