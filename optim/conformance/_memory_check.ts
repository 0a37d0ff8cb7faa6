import { type Parameter, randomStream, type Tensor } from "@descent/core";
import { createOptimizer } from "../create_optimizer.ts";
import { type ConformanceCheck, defaultRate, forms, horizon } from "./_laboratory.ts";
import { evaluationOf, linear } from "./_objective.ts";

const guardBytes = 64;

/** Checks that a step writes the parameters' values and nothing else, to the last byte around them. */
export const memoryCheck: ConformanceCheck = {
  name: "writes nothing but the parameters",
  run: ({ plugin, engine }) => {
    using arena = engine.arena();
    const first = arena.tensor([guardBytes], "u8");
    const parameters = forms.map(({ shape, role }, which): Parameter => {
      const value = arena.tensor(shape);
      for (let index = 0; index < value.size; index++) value.data[index] = 1 + index / 16;
      arena.tensor([guardBytes], "u8");
      const gradient = arena.tensor(shape);
      arena.tensor([guardBytes], "u8");
      return { name: `p${which}.${role}`, value, gradient, role, decays: true };
    });
    const last = parameters[parameters.length - 1].gradient;
    const start = first.pointer;
    const memory = new Uint8Array(
      engine.memory.buffer,
      start,
      last.pointer + last.data.byteLength + guardBytes - start,
    );
    // Of this one the gradients are the same wherever a rule evaluates it.
    const evaluate = evaluationOf(parameters, linear((index) => 0.5 + index / 128));
    const loss = evaluate();
    const before = memory.slice();
    const optimizer = createOptimizer({ plugin, parameters });
    const learningRate = defaultRate(plugin);
    const context = { loss, evaluate, totalSteps: horizon, random: randomStream({ seed: 1 }) };
    for (const step of [1, 2]) optimizer.step({ step, learningRate, ...context });
    const changed = memory.findIndex((byte, index) =>
      byte !== before[index] &&
      !parameters.some(({ value }) => covers(value, start + index))
    );
    if (changed < 0) return undefined;
    const hit = parameters.find(({ gradient }) => covers(gradient, start + changed));
    return hit === undefined
      ? "expected writes within the parameters' values, got one beside them"
      : `expected the gradients to stay as they are, got a change in that of '${hit.name}'`;
  },
};

function covers({ pointer, data }: Tensor, address: number): boolean {
  return address >= pointer && address < pointer + data.byteLength;
}
