import { assertAlmostEquals, assertEquals } from "@std/assert";
import { studentQuantile, studentTail } from "./student_t.ts";

/** Probability, degrees of freedom, quantile: by mpmath with 40 digits. */
const QUANTILES: readonly (readonly [number, number, number])[] = [
  [0.975, 0.5, 164.55767348048853312],
  [0.975, 1, 12.706204736174704646],
  [0.9, 2.75, 1.6787630316494071842],
  [0.9999, 3.3, 18.209710567820304859],
  [0.501, 4, 0.0026666706172941344614],
  [0.975, 5.961500363618126, 2.450747471213427312],
  [0.55, 7.5, 0.12998033223414843222],
  [0.995, 14.366902874348277, 2.9652379810781318601],
  [0.975, 36, 2.0280940009804509302],
  [0.999, 1234.5, 3.0968472147043971361],
  [0.975, 100_000, 1.9599877075346096386],
];

Deno.test("studentQuantile is right to 12 digits, for fractions of degrees of freedom too", () => {
  for (const [probability, degrees, expected] of QUANTILES) {
    assertAlmostEquals(studentQuantile(probability, degrees), expected, 1e-12 * expected);
    // 1 - probability has lost a digit or two near a half.
    const mirrored = studentQuantile(1 - probability, degrees);
    assertAlmostEquals(mirrored, -expected, 1e-12 * expected + 1e-15);
  }
});

Deno.test("studentQuantile has its middle at 0, its ends at infinity, and ends as the normal one", () => {
  assertEquals(studentQuantile(0.5, 7), 0);
  assertEquals([studentQuantile(1, 7), studentQuantile(0, 7)], [Infinity, -Infinity]);
  assertAlmostEquals(studentQuantile(0.975, Infinity), 1.959963984540054, 1e-14);
});

Deno.test("studentTail keeps its digits where it is tiny", () => {
  const tails = [[40, 9, 9.4914992246699132352e-12], [3.5, 2.5, 0.026172773480160168617]];
  for (const [t, degrees, expected] of tails) {
    assertAlmostEquals(studentTail(t, degrees), expected, 1e-13 * expected);
    assertAlmostEquals(studentTail(-t, degrees), 1 - expected, 1e-15);
  }
  assertAlmostEquals(studentTail(0.01, 7.25), 0.49614545947954625262, 1e-15);
  assertEquals([studentTail(0, 3), studentTail(Infinity, 3)], [0.5, 0]);
});
