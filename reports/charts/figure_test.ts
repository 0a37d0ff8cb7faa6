import { assertEquals } from "@std/assert";
import { axisUnit, logAxis, rounded } from "./figure.ts";

function ticks(values: number[]): unknown {
  return (logAxis("", values) as { ticktext?: string[] }).ticktext;
}

Deno.test("logAxis labels 1, 2 and 5 in each power of ten, and powers alone over a wide span", () => {
  assertEquals(ticks([0.03, 0.6]), ["0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1", "2", "5"]);
  assertEquals(ticks([1e-4, 3]), ["0.0001", "0.001", "0.01", "0.1", "1", "10"]);
});

Deno.test("logAxis takes no labels from values that it cannot show", () => {
  assertEquals(ticks([0, -1]), undefined);
  assertEquals(ticks([0, 2, 50]), ["1", "2", "5", "10", "20", "50", "100", "200", "500"]);
});

Deno.test("logAxis labels every digit where three labels need it, and a narrow range as a linear one", () => {
  assertEquals(
    ticks([0.06, 0.3]),
    [1, 2].flatMap((power) =>
      [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `0.${"0".repeat(2 - power)}${digit}`)
    )
      .concat(["1", "2", "3", "4", "5", "6", "7", "8", "9"]).toSorted((a, b) =>
        Number(a) - Number(b)
      ),
  );
  assertEquals(ticks([0.041, 0.045]), ["0.041", "0.042", "0.043", "0.044", "0.045"]);
  assertEquals(ticks([2, 2]), undefined);
});

Deno.test("logAxis leaves powers of ten out over a wide span", () => {
  assertEquals(ticks([1e-20, 1]), ["1e-20", "1e-17", "1e-14", "1e-11", "1e-8", "0.00001", "0.01"]);
});

Deno.test("axisUnit scales percents alone", () => {
  assertEquals(axisUnit("percent"), { factor: 100, suffix: "\u202f%" });
  assertEquals(axisUnit("seconds"), { factor: 1, suffix: "" });
});

Deno.test("rounded keeps five significant digits", () => {
  assertEquals([rounded(97.923456), rounded(0.000012345678)], [97.923, 0.000012346]);
});
