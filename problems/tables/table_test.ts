import { assertEquals } from "@std/assert";
import { loadTable } from "./table.ts";

Deno.test("the column that is named is predicted from all others", async () => {
  const split = { validationFraction: null, testFraction: null, splitSeed: 0 };
  const values = { dataset: "wine", hidden: [], l2Strength: 0, ...split };
  const { inputShape, targetShape } = await loadTable({ ...values, target: "alcohol" }, {});
  // Twelve measurements, and one of three cultivars.
  assertEquals([inputShape, targetShape], [[15], [1]]);
});
