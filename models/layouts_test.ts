import { assert } from "@std/assert";
import { LAYOUTS } from "./layouts.ts";

Deno.test("each row of a layout gives names, and an order of all its axes", () => {
  for (const row of Object.values(LAYOUTS).flat()) {
    assert(row.optional === true || row.names.length > 0);
    const { order } = row;
    if (order !== undefined) {
      assert([...order].sort().every((axis, i) => axis === i), row.tensor);
      assert(row.axes === undefined || row.axes === order.length, row.tensor);
    }
  }
});
