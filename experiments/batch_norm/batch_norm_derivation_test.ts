import { assertEquals, assertGreater } from "@std/assert";
import { batchNormDerivation } from "./batch_norm_derivation.ts";
import { type BatchNormFormulas, batchNormFormulas } from "@descent/verify";

/** The places of the steps whose number is above its bound. */
function failing(formulas?: BatchNormFormulas): number[] {
  return batchNormDerivation(0, formulas).flatMap(({ check }, place) =>
    check!.value <= check!.bound ? [] : [place]
  );
}

Deno.test("every partial derivative of batch normalization agrees with central differences", () => {
  const steps = batchNormDerivation(0);
  assertEquals(steps.length, 12);
  assertEquals(failing(), []);
  // Another minibatch has other errors: the numbers are measured.
  const values = (seed: number) => batchNormDerivation(seed).map(({ check }) => check!.value);
  for (const [place, value] of values(0).entries()) {
    if (place !== 3) assertGreater(Math.abs(value - values(1)[place]), 0);
  }
});

Deno.test("a wrong formula of batch normalization fails its own number", () => {
  const right = batchNormFormulas({ N: 8, D: 5, epsilon: 0.1 });
  const wrong = (values: Float64Array) => values.map((value) => 1.001 * value);
  const spoil = (name: keyof BatchNormFormulas) => ({
    ...right,
    // deno-lint-ignore no-explicit-any -- the formulas take different arguments
    [name]: (...args: any[]) => wrong((right[name] as any)(...args)),
  });
  assertEquals(failing(spoil("meanBackward")), [0]);
  assertEquals(failing(spoil("varianceBackward")), [1]);
  assertEquals(failing(spoil("biasGradient")), [4]);
  assertEquals(failing(spoil("gainGradient")), [5]);
  assertEquals(failing(spoil("inputGradient")), [9]);
  assertEquals(failing(spoil("simplifiedInputGradient")), [10]);
  // A wrong input of later steps spoils those too.
  assertEquals(failing(spoil("normalizedGradient")), [6, 7, 8, 9]);
  assertEquals(failing(spoil("varianceGradient")), [7, 9]);
  assertEquals(failing(spoil("meanGradient")), [8, 9]);
});
