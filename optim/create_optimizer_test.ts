import { createEngine } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { createOptimizer } from "./create_optimizer.ts";
import { adam } from "./rules/adam.ts";
import { momentum } from "./rules/momentum.ts";
import { sgd } from "./rules/sgd.ts";

Deno.test("createOptimizer: gives the plugin complete hyperparameters", () => {
  let given = {};
  const plugin: typeof momentum = {
    ...momentum,
    create: (parameters, hyperparameters) => {
      given = hyperparameters;
      return momentum.create(parameters, hyperparameters);
    },
  };
  createOptimizer({ plugin, parameters: [], hyperparameters: { momentum: 0.5 } });
  assertEquals(given, { learningRate: 0.05, momentum: 0.5, dampening: 0 });
});

Deno.test("createOptimizer: refuses two parameters of one name", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const parameter = {
    name: "w",
    value: arena.tensor([2]),
    gradient: arena.tensor([2]),
    role: "weight" as const,
    decays: true,
  };
  assertThrows(
    () => createOptimizer({ plugin: momentum, parameters: [parameter, parameter] }),
    TypeError,
    "Optimizer 'momentum': expected parameters with names of their own, got 'w' twice",
  );
});

Deno.test("createOptimizer: refuses a gradient of another shape or element type", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const value = arena.tensor([2, 3]);
  for (const gradient of [arena.tensor([3, 2]), arena.tensor([2, 3], "f64")]) {
    assertThrows(
      () =>
        createOptimizer({
          plugin: momentum,
          parameters: [{ name: "w", value, gradient, role: "weight", decays: true }],
        }),
      TypeError,
      `expected a gradient of f32 [2, 3] for 'w', got ${gradient.dtype} [${
        gradient.shape.join(", ")
      }]`,
    );
  }
});

Deno.test("createOptimizer: console.log shows name, settings and how much state there is", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const parameter = (name: string, size: number) => ({
    name,
    value: arena.tensor([size]),
    gradient: arena.tensor([size]),
    role: "weight" as const,
    decays: true,
  });
  const parameters = [parameter("w", 1200), parameter("b", 34)];
  const hyperparameters = { beta2: 0.99, epsilon: 1e-6 };
  assertEquals(
    Deno.inspect(createOptimizer({ plugin: adam, parameters, hyperparameters })),
    "Optimizer adam { learningRate: 0.001, beta1: 0.9, beta2: 0.99, epsilon: 1e-6 }: 1,234 trained numbers, 2,469 in its state",
  );
  assertEquals(
    Deno.inspect([createOptimizer({ plugin: sgd, parameters })]),
    "[\n  Optimizer sgd { learningRate: 0.3 }: 1,234 trained numbers, 1 in its state\n]",
  );
});
