import { assertEquals, assertThrows } from "@std/assert";
import { inputMean } from "./input_mean.ts";

Deno.test("the mean of each element is its own", () => {
  const images = new Uint8Array([0, 10, 255, 1, 20, 255, 1, 60, 254]);
  const mean = inputMean({ inputs: images, targets: new Uint8Array(3), count: 3 });
  assertEquals(mean, new Float64Array([2 / 3, 30, 764 / 3]));
});

Deno.test("a set without examples has no mean", () => {
  const empty = { inputs: new Uint8Array(0), targets: new Uint8Array(0), count: 0 };
  assertThrows(() => inputMean(empty), RangeError, "expected at least one example");
});
