import { assertEquals, assertThrows } from "@std/assert";
import { textDataset } from "./text_dataset.ts";

Deno.test("textDataset cuts its parts in order, without overlap", () => {
  const text = "0123456789".repeat(10);
  const { train, validation, test, inputShape } = textDataset({ name: "digits", text, steps: 4 });
  assertEquals([train.count, validation.count, test.count, inputShape], [19, 2, 2, [4]]);
  assertEquals([...validation.inputs], [0, 1, 2, 3, 4, 5, 6, 7]);
  assertEquals([...validation.targets], [1, 2, 3, 4, 5, 6, 7, 8]);
  assertEquals(train.inputs.length, 76);
});

Deno.test("textDataset refuses examples without length, and parts without an example", () => {
  const abc = { name: "abc", text: "abcabcabc" };
  assertThrows(() => textDataset({ ...abc, steps: 0 }), RangeError, "got 0");
  assertThrows(
    () => textDataset({ ...abc, steps: 5 }),
    RangeError,
    "more than 5 characters to validate",
  );
});

Deno.test("textDataset may foretell one character after each run of some", () => {
  const text = "0123456789".repeat(2);
  const { train, validation, targetShape } = textDataset({
    name: "digits",
    text,
    steps: 3,
    predicts: "next",
    validationFraction: 0.25,
    testFraction: 0.25,
  });
  assertEquals([train.count, validation.count, targetShape], [7, 2, []]);
  assertEquals([...train.inputs.slice(0, 6)], [0, 1, 2, 1, 2, 3]);
  assertEquals([...validation.targets], [3, 4]);
  assertEquals([...validation.inputs], [0, 1, 2, 1, 2, 3]);
});
