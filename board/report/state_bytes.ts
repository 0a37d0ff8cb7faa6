import { createEngine, type Parameter, randomStream } from "@descent/core";
import { createOptimizer, type OptimizerPlugin, type StateTree } from "@descent/optim";

/** Layers of the network that states are measured on: 784-100-100-10. */
const LAYERS = [[784, 100], [100, 100], [100, 10]] as const;

/**
 * Bytes of state that a rule keeps for each trained number, over a fully connected network 784-100-100-10 in f32, after
 * one step.
 *
 * @category Report
 * @param plugin The rule.
 * @returns The bytes; weights and gradients, which every rule needs, are not among them.
 *
 * @example Momentum keeps one number for each weight, Adam two
 * ```ts
 * import { stateBytes } from "@descent/board";
 * import { adam, momentum } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([momentum, adam].map((plugin) => Math.round(stateBytes(plugin))), [4, 8]);
 * ```
 */
export function stateBytes(plugin: OptimizerPlugin): number {
  using engine = createEngine();
  using arena = engine.arena();
  const parameters = LAYERS.flatMap(([inputs, outputs], layer): Parameter[] => {
    const isLast = layer === LAYERS.length - 1;
    const tensors = (shape: readonly number[]) => ({
      value: arena.tensor(shape),
      gradient: arena.tensor(shape),
    });
    return [
      {
        name: `w${layer}`,
        ...tensors([inputs, outputs]),
        role: isLast ? "output" : "weight",
        decays: true,
      },
      { name: `b${layer}`, ...tensors([outputs]), role: "bias", decays: false },
    ];
  });
  for (const { gradient } of parameters) gradient.data.fill(1e-3);
  const optimizer = createOptimizer({ plugin, parameters });
  optimizer.step({
    ...{ step: 1, totalSteps: 1, learningRate: 1e-3, loss: 1, evaluate: () => 1 },
    random: randomStream({ seed: 0 }),
  });
  const count = parameters.reduce((sum, { value }) => sum + value.size, 0);
  return bytesOf(optimizer.state) / count;
}

function bytesOf(state: StateTree): number {
  return Object.values(state).reduce<number>((sum, entry) => {
    if (typeof entry === "number") return sum;
    return sum +
      ("data" in entry && ArrayBuffer.isView(entry.data)
        ? entry.data.byteLength
        : bytesOf(entry as StateTree));
  }, 0);
}
