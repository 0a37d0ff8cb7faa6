import { assertEquals, AssertionError, assertRejects, assertThrows } from "@std/assert";

function refuse(): never {
  throw new RangeError("rate 5 is out of range");
}

Deno.test("assertThrows returns the error that it saw", () => {
  assertEquals(assertThrows(refuse, RangeError, "rate 5").message, "rate 5 is out of range");
  assertThrows(refuse, Error);
  assertThrows(refuse, "a plain message");
});

Deno.test("assertThrows fails on silence, another class and another message", () => {
  assertThrows(() => assertThrows(() => 1), AssertionError, "to throw");
  assertThrows(() => assertThrows(() => 1, "the setup"), AssertionError, "the setup");
  assertThrows(() => assertThrows(refuse, TypeError), AssertionError, "TypeError");
  assertThrows(() => assertThrows(refuse, RangeError, "momentum"), AssertionError, "momentum");
  assertThrows(
    () =>
      assertThrows(() => {
        throw "a string";
      }, Error),
    AssertionError,
    "non-Error",
  );
});

Deno.test("assertRejects does the same for a promise", async () => {
  const rejected = () => Promise.reject(new TypeError("bad shape"));
  assertEquals((await assertRejects(rejected, TypeError, "bad")).message, "bad shape");
  await assertRejects(() => assertRejects(() => Promise.resolve(1)), AssertionError, "to reject");
  await assertRejects(() => assertRejects(rejected, RangeError), AssertionError, "RangeError");
  await assertRejects(() => assertRejects(rejected, TypeError, "good"), AssertionError, "good");
  await assertRejects(() => assertRejects(refuse, RangeError), AssertionError);
});
