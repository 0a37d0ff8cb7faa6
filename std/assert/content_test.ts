import {
  assertInstanceOf,
  AssertionError,
  assertMatch,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";

Deno.test("assertInstanceOf narrows the type", () => {
  const value: unknown = new RangeError("x");
  assertInstanceOf(value, Error);
  value.message satisfies string;
  assertThrows(() => assertInstanceOf(value, TypeError), AssertionError, "TypeError");
});

Deno.test("assertMatch and assertStringIncludes look into a string", () => {
  assertMatch("step 12", /step \d+/);
  assertStringIncludes("step 12", "12");
  assertThrows(() => assertMatch("step", /\d/), AssertionError);
  assertThrows(() => assertStringIncludes("step", "12", "the log"), AssertionError, "the log");
});
