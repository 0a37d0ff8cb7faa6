import { assertEquals } from "@std/assert";
import { summarize } from "../statistics/summarize.ts";
import { formatSummary } from "./format_summary.ts";

const written = (values: number[]): string =>
  formatSummary(summarize(values)!, "percent").replaceAll("\u202f", " ");

Deno.test("formatSummary gives the value, the range or the interval, as there are values", () => {
  assertEquals(written([0.9]), "90.00 %");
  assertEquals(written([0.9, 0.92]), "90.00 % to 92.00 %");
  assertEquals(written([0.9, 0.900001]), "90.00 %");
  assertEquals(written([0.9, 0.91, 0.92]), "91.00 ± 2.48 %");
});

Deno.test("formatSummary keeps a share between nothing and all", () => {
  assertEquals(written([0.99, 1, 1]), "99.67 % (98.23 to 100.00)");
  assertEquals(written([0, 0, 0.01]), "0.33 % (0.00 to 1.77)");
});
