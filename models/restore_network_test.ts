import { affine } from "@descent/layers";
import { assertEquals, assertThrows } from "@std/assert";
import { networkOf } from "./_testing.ts";
import { modelOf } from "./model_of.ts";
import { restoreNetwork } from "./restore_network.ts";

Deno.test("restoreNetwork names the tensor that does not fit, with both shapes, and changes nothing", () => {
  using network = networkOf(affine({ units: 2 }), [1, 3]);
  using wider = networkOf(affine({ units: 4 }), [1, 3]);
  using precise = networkOf(affine({ units: 2 }), [1, 3], "f64");
  const before = network.parameters[0].value.data.slice();
  assertThrows(
    () => restoreNetwork(network, modelOf(wider)),
    TypeError,
    "'affine1.weight' [3, 2], got [3, 4]",
  );
  assertThrows(() => restoreNetwork(network, modelOf(precise)), TypeError, "of f32, got f64");
  assertEquals(network.parameters[0].value.data, before);
});
