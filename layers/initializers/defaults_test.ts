import { assertAlmostEquals, assertEquals } from "@std/assert";
import { momentsOf } from "./_moments.ts";
import { kerasDefaults, torchDefaults } from "./defaults.ts";

const fans = { fanIn: 25, fanOut: 75 };

Deno.test("torchDefaults: weight and bias are uniform up to 1 / √fanIn", () => {
  const { weight, bias } = torchDefaults();
  for (const initializer of [weight, bias]) {
    const drawn = momentsOf(initializer, fans);
    assertAlmostEquals(drawn.largest, 0.2, 1e-4);
    assertAlmostEquals(drawn.kurtosis, 1.8, 0.04);
  }
});

Deno.test("kerasDefaults: weights are uniform up to √(6 / (fanIn + fanOut)), biases 0", () => {
  const { weight, bias } = kerasDefaults();
  assertAlmostEquals(momentsOf(weight, fans).largest, Math.sqrt(6 / 100), 1e-4);
  assertEquals(momentsOf(bias, fans).largest, 0);
});
