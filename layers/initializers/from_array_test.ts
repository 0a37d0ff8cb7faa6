import { randomStream } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { fromArray } from "./from_array.ts";

Deno.test("fromArray copies what it is given, and refuses another number of values", () => {
  const fans = { fanIn: 2, fanOut: 2, shape: [2, 2] }, random = randomStream({ seed: 1 });
  const values = new Float64Array(4);
  fromArray(new Float32Array([1, 2, 3, 4]))(values, fans, random);
  assertEquals([...values], [1, 2, 3, 4]);
  assertThrows(
    () => fromArray([1])(values, fans, random),
    TypeError,
    "expected 4 values for [2, 2], got 1",
  );
});
