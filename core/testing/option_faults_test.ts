import { assertEquals, assertThrows } from "@std/assert";
import { optionFaults } from "./option_faults.ts";

Deno.test("optionFaults takes no other words than the usual ones, and no valid options that are none", () => {
  const crashes = ({ list }: { list: readonly number[] }) => list.length.toFixed();
  assertEquals(optionFaults(crashes, { list: [1] }), [
    "list: undefined gave: Cannot read properties of undefined (reading 'length')",
    "list: null gave: Cannot read properties of null (reading 'length')",
    "list: NaN gave: Cannot read properties of undefined (reading 'toFixed')",
    "list: -1 gave: Cannot read properties of undefined (reading 'toFixed')",
    "list: a text was taken",
  ]);
  assertThrows(() => optionFaults(crashes, { list: null }), TypeError);
});
