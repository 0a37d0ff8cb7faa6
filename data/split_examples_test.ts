import { assertEquals, assertThrows } from "@std/assert";
import { splitExamples, takeExamples } from "./split_examples.ts";

Deno.test("every example is in one part, and every part has its share of each class", () => {
  for (const count of [7, 36, 178, 5000, 5001]) {
    // Three classes of very different sizes, not in order.
    const classes = Array.from({ length: count }, (_, n) => n % 7 === 0 ? 2 : n % 3 === 0 ? 1 : 0);
    const parts = splitExamples({ name: "mixed", count, classes, seed: 3 });
    const all = [...parts.train, ...parts.validation, ...parts.test].sort((a, b) => a - b);
    assertEquals(all, Array.from({ length: count }, (_, n) => n));
    assertEquals(parts.test.length, Math.round(count * 0.2));
    for (const k of [0, 1, 2]) {
      const share = classes.filter((each) => each === k).length * 0.2;
      for (const part of [parts.validation, parts.test]) {
        const own = part.filter((index) => classes[index] === k).length;
        assertEquals(Math.abs(own - share) < 1.3, true, `${own} of class ${k}, wanted ${share}`);
      }
    }
  }
});

Deno.test("the seed alone decides the split, and parts are in random order", () => {
  const split = (seed: number) =>
    splitExamples({ name: "coins", count: 40, classes: Array(40).fill(0), seed });
  assertEquals(split(1), split(1));
  assertEquals(split(1).train.join() === split(2).train.join(), false);
  assertEquals(split(1).train.join() === [...split(1).train].sort((a, b) => a - b).join(), false);
});

Deno.test("a test share of 0 leaves the test part empty; too few examples say the three counts", () => {
  assertEquals(splitExamples({ name: "a", count: 5, testFraction: 0 }).test.length, 0);
  assertThrows(
    () => splitExamples({ name: "few", count: 2, classes: [0, 1] }),
    RangeError,
    "Data set 'few': expected at least one example in each part, got 2 to train, 0 to validate and 0 to test of 2",
  );
  assertThrows(
    () => splitExamples({ name: "few", count: 4, validationFraction: 0.9, testFraction: 0.3 }),
    RangeError,
    "got -1 to train",
  );
});

Deno.test("takeExamples keeps element types and rows together", () => {
  const set = { inputs: Float64Array.of(1, 2, 3, 4, 5, 6), targets: Int32Array.of(7, 8), count: 2 };
  assertEquals(takeExamples(set, [1, 0, 1]), {
    inputs: Float64Array.of(4, 5, 6, 1, 2, 3, 4, 5, 6),
    targets: Int32Array.of(8, 7, 8),
    count: 3,
  });
});
