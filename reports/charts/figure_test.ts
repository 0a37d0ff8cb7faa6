import { assertEquals } from "@std/assert";
import { logAxis, rounded } from "./figure.ts";

function ticks(values: number[]): unknown {
  return (logAxis("", values) as { ticktext?: string[] }).ticktext;
}

Deno.test("logAxis labels 1, 2 and 5 in each power of ten, and powers alone over a wide span", () => {
  assertEquals(ticks([0.03, 0.6]), ["0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1", "2", "5"]);
  assertEquals(ticks([1e-4, 3]), ["0.0001", "0.001", "0.01", "0.1", "1", "10"]);
});

Deno.test("logAxis takes no labels from values that it cannot show", () => {
  assertEquals(ticks([0, -1]), undefined);
  assertEquals(ticks([0, 2, 5]), ["1", "2", "5", "10", "20", "50"]);
});

Deno.test("rounded keeps five significant digits", () => {
  assertEquals([rounded(97.923456), rounded(0.000012345678)], [97.923, 0.000012346]);
});
