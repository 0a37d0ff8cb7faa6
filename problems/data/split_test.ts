import { assertEquals, assertThrows } from "@std/assert";
import { checkOptions } from "../contract/check_options.ts";
import { SPLIT } from "./split.ts";

Deno.test("a share lies between nothing and all", () => {
  assertEquals(checkOptions("mine", SPLIT, { testFraction: 0.3 }).testFraction, 0.3);
  assertThrows(() => checkOptions("mine", SPLIT, { validationFraction: 1 }), RangeError, "got 1");
});
