import { assertEquals } from "@std/assert";
import { formatInterval, formatNumber, type NumberFormat } from "./format.ts";

Deno.test("formatNumber writes numbers for readers", () => {
  const cases: [value: number, format: NumberFormat, text: string][] = [
    [0.97923, "percent", "97.92 %"],
    [1, "percent", "100.00 %"],
    [-0.0017, "percent", "−0.17 %"],
    [79510, "count", "79,510"],
    [0, "count", "0"],
    [0.0123, "seconds", "12.3 ms"],
    [0.00005, "seconds", "0.1 ms"],
    [0.9996, "seconds", "1.00 s"],
    [12.34, "seconds", "12.3 s"],
    [754, "seconds", "12 min 34 s"],
    [119.7, "seconds", "2 min 0 s"],
    [7322, "seconds", "2 h 2 min"],
    [0, "number", "0"],
    [0.0316228, "number", "0.0316"],
    [0.000316228, "number", "0.000316"],
    [0.0000316228, "number", "3.16e-5"],
    [1e-12, "number", "1e-12"],
    [12345, "number", "12345"],
    [123.456, "number", "123"],
    [2e9, "number", "2e9"],
    [Infinity, "number", "∞"],
    [-Infinity, "percent", "−∞"],
    [NaN, "seconds", "not a number"],
  ];
  for (const [value, format, text] of cases) {
    assertEquals(formatNumber(value, format).replaceAll("\u202f", " "), text);
  }
});

Deno.test("formatInterval writes the unit once for percent", () => {
  assertEquals(formatInterval(0.9808, 0.00184, "percent"), "98.08 ± 0.18\u202f%");
  assertEquals(formatInterval(0.25, 0.031, "number"), "0.25 ± 0.031");
  assertEquals(formatInterval(0.9808, null, "percent"), "98.08\u202f%");
});
