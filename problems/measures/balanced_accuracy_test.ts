import { assertAlmostEquals, assertThrows } from "@std/assert";
import { balancedAccuracy } from "./balanced_accuracy.ts";
import { confusionMatrix } from "./confusion_matrix.ts";

Deno.test("balanced accuracy is the mean of the classes that have examples", () => {
  const confusion = confusionMatrix(3);
  // Of the first class 3 of 4, of the third 1 of 2 of which one had a NaN; the second has none.
  confusion.counts.set([3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]);
  const sums = { sum: 0, count: 6, loss: 0 };
  assertAlmostEquals(balancedAccuracy.total!({ ...sums, confusion }), (3 / 4 + 1 / 2) / 2, 1e-12);
  assertThrows(
    () => balancedAccuracy.total!(sums),
    TypeError,
    "expected a class as target",
  );
});
