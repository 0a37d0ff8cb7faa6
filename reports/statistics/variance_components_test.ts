import { assertAlmostEquals, assertEquals } from "@std/assert";
import { varianceComponents } from "./variance_components.ts";

Deno.test("varianceComponents follow from SciPy's f_oneway, for equal and unequal groups", () => {
  // between = within * (F - 1) / n0.
  const equal = varianceComponents([[0.3, 0.1, 0.42], [1.1, 0.9, 1.6], [-0.2, 0.05, 0.1], [
    0.7,
    0.2,
    0.9,
  ]]);
  assertAlmostEquals(equal.between, 0.24650925925925904, 1e-14);
  assertAlmostEquals(equal.within, 0.07799166666666668, 1e-15);
  const unequal = varianceComponents([[2.1, 1.7], [3.3, 2.9, 4.1, 3.6], [0.4, 1.2, 0.9]]);
  assertAlmostEquals(unequal.between, 2.0555769230769267, 1e-14);
  assertAlmostEquals(unequal.within, 0.1956944444444444, 1e-15);
});

Deno.test("varianceComponents: groups that scatter less than their members have no variance of their own", () => {
  // The estimate is -2.75.
  assertEquals(varianceComponents([[1, 5], [2, 4.5]]), { between: 0, within: 5.5625 });
});
