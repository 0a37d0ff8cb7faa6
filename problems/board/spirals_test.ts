import { createEngine } from "@descent/core";
import { hiddenMatrices } from "@descent/optim";
import { assertEquals, assertLess } from "@std/assert";
import { smallProblem } from "./_small_problem.ts";
import { spirals } from "./spirals.ts";

Deno.test("spirals: the one is the other turned by half a turn, within the unit circle", async () => {
  const counts = { trainCount: 600, validationCount: 10, testCount: 10 };
  const values = { width: 1, initialScale: 1, activation: "tanh", dataSeed: 0, ...counts };
  const { train } = await spirals.load(values, {}) as unknown as {
    train: { inputs: Float32Array; targets: Int32Array };
  };
  let sum = 0;
  for (let n = 0; n < 600; n++) {
    const sign = train.targets[n] === 0 ? 1 : -1;
    const x = sign * train.inputs[2 * n], y = sign * train.inputs[2 * n + 1];
    const radius = Math.hypot(x, y);
    assertLess(radius, 1.1);
    const angle = 3 * Math.PI * radius ** 2 - Math.atan2(y, x);
    sum += radius * Math.abs(Math.sin(angle));
  }
  // Of points anywhere it would be 0.42.
  assertLess(sum / 600, 0.15);
});

Deno.test("spirals: one hidden matrix, of the width that is asked for", async () => {
  using engine = createEngine();
  using problem = await smallProblem(spirals, { engine, options: { width: 0.5 } });
  assertEquals(hiddenMatrices(problem.parameters).map(({ value }) => value.shape), [[32, 32]]);
});
