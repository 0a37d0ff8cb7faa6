import { assertEquals, assertThrows } from "@std/assert";
import { asyncOptionFaults, optionFaults } from "./option_faults.ts";

Deno.test("optionFaults takes no other words than the usual ones, and no valid options that are none", () => {
  const crashes = ({ list }: { list: readonly number[] }) => list.length.toFixed();
  assertEquals(optionFaults(crashes, { list: [1] }), [
    "no options gave: Cannot destructure property 'list' of 'undefined' as it is undefined.",
    "null in place of options gave: Cannot destructure property 'list' of 'object null' as it is null.",
    "list: undefined gave: Cannot read properties of undefined (reading 'length')",
    "list: null gave: Cannot read properties of null (reading 'length')",
    "list: NaN gave: Cannot read properties of undefined (reading 'toFixed')",
    "list: -1 gave: Cannot read properties of undefined (reading 'toFixed')",
    "list: a text was taken",
  ]);
  assertThrows(() => optionFaults(crashes, { list: null }), TypeError);
});

Deno.test("optionFaults tells free texts from words, and what defaults to null may be of any kind but NaN", () => {
  const takes = ({ name, mode, target }: Readonly<Record<string, unknown>> = {}) => [
    name,
    mode,
    target,
  ];
  const valid = { name: "a", mode: "fast", target: null };
  const faults = optionFaults(takes, valid);
  assertEquals(faults.slice(1, 4), [
    "name: null was taken",
    "name: NaN was taken",
    "name: -1 was taken",
  ]);
  assertEquals(faults.slice(7), ["mode: a text was taken", "target: NaN was taken"]);
  assertEquals(
    optionFaults(takes, valid, { texts: ["mode"] }).includes("name: a text was taken"),
    true,
  );
});

Deno.test("asyncOptionFaults says of promises what optionFaults says of values", async () => {
  const make = ({ count }: { count?: unknown } = {}) => {
    if (typeof count === "string") throw new TypeError(`expected a number, got ${count}`);
    return count;
  };
  assertEquals(
    await asyncOptionFaults((options: never) => Promise.resolve().then(() => make(options)), {
      count: 1,
    }),
    optionFaults(make, { count: 1 }),
  );
});
