import { assertEquals } from "@std/assert";
import { edgeOf, ratesBetween, ratesBeyond } from "./_learning_rate_window.ts";

Deno.test("edgeOf finds the outer tenths of a window, in logarithms", () => {
  const rates = [1e-4, 1.5e-4, 1e-3, 0.06, 0.1];
  assertEquals(rates.map((rate) => edgeOf(rate, [1e-4, 0.1])), [
    "low",
    "low",
    null,
    "high",
    "high",
  ]);
  assertEquals(edgeOf(1, [1, 1]), null);
});

Deno.test("ratesBeyond go on at the ratio of the edge, inside the range", () => {
  assertEquals(ratesBeyond([0.1, 1, 0.01], "high", 2, [0, Infinity]), [10, 100]);
  assertEquals(ratesBeyond([0.1, 1, 0.01], "low", 2, [0.0005, 1]), [0.001]);
});

Deno.test("ratesBetween stand halfway to each neighbour that there is", () => {
  assertEquals(ratesBetween([1, 100, 10], 10), [3.16, 31.6]);
  assertEquals(ratesBetween([1, 10], 10), [3.16]);
  assertEquals(ratesBetween([10], 10), []);
});
