import type { Parameter, Tensor } from "@descent/core";
import { createOptimizer } from "../create_optimizer.ts";
import { type ConformanceCheck, defaultRate } from "./_laboratory.ts";

const guardBytes = 64;

/** Checks that a step writes the parameters' values and nothing else, to the last byte around them. */
export const memoryCheck: ConformanceCheck = {
  name: "writes nothing but the parameters",
  run: ({ plugin, engine }) => {
    using arena = engine.arena();
    const first = arena.tensor([guardBytes], "u8");
    const parameters = [3, 7, 64].map((size, which): Parameter => {
      const value = arena.from(new Float32Array(size).fill(1));
      arena.tensor([guardBytes], "u8");
      const gradient = arena.tensor([size]);
      arena.tensor([guardBytes], "u8");
      return { name: `p${which}`, value, gradient, role: "weight", decays: true };
    });
    const last = parameters[parameters.length - 1].gradient;
    const start = first.pointer;
    const memory = new Uint8Array(
      engine.memory.buffer,
      start,
      last.pointer + last.data.byteLength + guardBytes - start,
    );
    for (const { gradient } of parameters) gradient.data.fill(0.5);
    const before = memory.slice();
    const optimizer = createOptimizer({ plugin, parameters });
    const learningRate = defaultRate(plugin);
    for (const step of [1, 2]) optimizer.step({ step, learningRate, loss: 1, evaluate: () => 1 });
    const changed = memory.findIndex((byte, index) =>
      byte !== before[index] &&
      !parameters.some(({ value }) => covers(value, start + index))
    );
    if (changed < 0) return undefined;
    const hit = parameters.find(({ gradient }) => covers(gradient, start + changed));
    return hit === undefined
      ? "expected writes within the parameters' values, got one beside them"
      : `expected the gradients to stay as they are, got a change in that of a parameter of ${hit.gradient.size}`;
  },
};

function covers({ pointer, data }: Tensor, address: number): boolean {
  return address >= pointer && address < pointer + data.byteLength;
}
