import { assertEquals } from "@std/assert";
import {
  formatDifference,
  formatDistance,
  formatInterval,
  formatNumber,
  formatProbability,
  type NumberFormat,
} from "./format.ts";

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
  assertEquals(formatInterval(0.25, 0.031, "number"), "0.250 ± 0.031");
  assertEquals(formatInterval(0.9808, null, "percent"), "98.08\u202f%");
});

Deno.test("formatInterval writes mean and half width of a number with the same decimals", () => {
  const cases: [mean: number, half: number, text: string][] = [
    [0.041083, 0.005127, "0.0411 ± 0.0051"],
    [-1.5, 0.0996, "−1.50 ± 0.10"],
    [0.002, 0.31, "0.00 ± 0.31"],
    [1234.5, 56.7, "1235 ± 57"],
    [98765, 4321, "98765 ± 4321"],
    // One of the two would have more digits than can be read.
    [0.25, 1e-9, "0.25 ± 1e-9"],
    [3.162e-7, 1.2e-7, "3.16e-7 ± 1.2e-7"],
    [2e9, 1e8, "2e9 ± 1e8"],
    [0.25, 0, "0.25 ± 0"],
    [0.25, Infinity, "0.25 ± ∞"],
    [NaN, 1, "not a number ± 1"],
  ];
  for (const [mean, half, text] of cases) {
    assertEquals(formatInterval(mean, half, "number"), text);
  }
  assertEquals(formatInterval(12.34, 1.2, "seconds"), "12.3\u202fs ± 1.20\u202fs");
});

Deno.test("formatDifference writes the sign of a difference always", () => {
  assertEquals(formatDifference(0, null, "percent"), "+0.00 points");
  assertEquals(formatDifference(-0.01234, 0.0005, "percent"), "\u22121.23 ± 0.05 points");
  assertEquals(formatDifference(-0.01234, 0.0005, "number"), "\u22120.01234 ± 0.00050");
  assertEquals(formatDifference(12, null, "count"), "+12");
});

Deno.test("formatDistance writes points for percents and leaves the sign to the words around it", () => {
  assertEquals(formatDistance(0.0123, 0.001, "percent"), "1.23 ± 0.10 points");
  assertEquals(formatDistance(0.00141, null, "number"), "0.00141");
});

Deno.test("formatProbability keeps two digits, and calls tiny ones small", () => {
  const texts = [1, 0.0449, 0.001, 0.00099].map(formatProbability);
  assertEquals(texts.map((text) => text.replaceAll("\u00a0", " ")), [
    "p = 1",
    "p = 0.045",
    "p = 0.001",
    "p < 0.001",
  ]);
});
