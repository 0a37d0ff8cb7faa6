import { createEngine, numericGradient, randomStream, relativeError } from "@descent/core";
import { assertEquals, assertLess, assertThrows } from "@std/assert";
import { tanh } from "../activations/tanh.ts";
import { negativeElbo } from "../losses/negative_elbo.ts";
import { buildNetwork } from "../network.ts";
import { variationalAutoencoder } from "./variational_autoencoder.ts";

Deno.test("variationalAutoencoder and its bound have the gradient of central differences", () => {
  using engine = createEngine();
  using network = buildNetwork({
    layer: variationalAutoencoder({ code: 2, hidden: [5, 4], activation: tanh() }),
    input: [3, 2, 3],
    loss: negativeElbo({ code: 2 }),
    random: randomStream({ seed: 1 }),
    dtype: "f64",
    engine,
  });
  assertEquals(network.output, [3, 6 + 4]);
  const weights = network.parameters.filter(({ name }) => name.endsWith("weight"));
  assertEquals(weights.map(({ value }) => String(value.shape)), [
    "6,5",
    "5,4",
    "4,4",
    "2,4",
    "4,5",
    "5,6",
  ]);
  const x = network.arena.tensor([3, 2, 3], "f64");
  randomStream({ seed: 2 }).fillUniform(x.data);
  network.gradients(x, x);
  for (const { name, value, gradient } of network.parameters) {
    const analytic = gradient.data.slice();
    const numeric = numericGradient(() => network.gradients(x, x, "repeat"), value);
    assertLess(relativeError(analytic, numeric), 1e-4, name);
  }
});

Deno.test("variationalAutoencoder refuses sizes below 1", () => {
  assertThrows(() => variationalAutoencoder({ code: 0 }), RangeError, "expected code");
  assertThrows(
    () => variationalAutoencoder({ code: 1, hidden: [0] }),
    RangeError,
    "expected hidden",
  );
});
