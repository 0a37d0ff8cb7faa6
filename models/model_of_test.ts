import { affine } from "@descent/layers";
import { assertEquals } from "@std/assert";
import { networkOf } from "./_testing.ts";
import { modelOf } from "./model_of.ts";

Deno.test("modelOf copies: what the network learns afterwards does not change it", () => {
  using network = networkOf(affine({ units: 2 }), [4, 3]);
  const { value } = network.parameters[0];
  const { tensors, inputShape } = modelOf(network);
  const before = value.data.slice();
  value.data.fill(9);
  assertEquals([tensors.get("affine1.weight")!.data, inputShape], [before, [3]]);
});
