import { createEngine, type Tensor } from "@descent/core";
import { assertWithin } from "@descent/core/testing";
import { createOptimizer } from "./create_optimizer.ts";
import type { OptimizerPlugin } from "./optimizer_plugin.ts";

/** One element of a parameter, as a twin in plain TypeScript sees it in a step. */
export interface TwinElement {
  readonly w: number;
  readonly g: number;
  /** Number of the step, from 1. */
  readonly t: number;
  /** Learning rate of the step. */
  readonly rate: number;
  /** The twin's state, a number for each name; 0 at first. */
  readonly s: Record<string, number>;
}

const sizes = [3, 1, 0.2, 1e-3, 0.7];
const steps = 12;

/** The gradient of an element at a step: of several sizes, with zeros and changes of sign. */
export function twinGradient(step: number, index: number): number {
  const place = step * 7 + index * 3;
  return place % 11 === 0 ? 0 : sizes[place % sizes.length] * Math.cos(place);
}

/**
 * Compares an optimizer in f64 with a twin in plain TypeScript that gives the next weight of one element, at a rate
 * that changes in each step.
 */
export function assertTwin(
  plugin: OptimizerPlugin,
  hyperparameters: Readonly<Record<string, number>>,
  next: (element: TwinElement) => number,
): void {
  const kept = new Map<number, Record<string, number>>();
  assertTensorTwin(plugin, hyperparameters, ({ w, g, t, rate }) =>
    w.map((each, index) => {
      const s = kept.get(index) ??
        new Proxy<Record<string, number>>({}, { get: (o, name: string) => o[name] ?? 0 });
      kept.set(index, s);
      return next({ w: each, g: g[index], t, rate, s });
    }));
}

/** A tensor as a twin sees it in a step, its elements in order. */
export interface TwinTensor {
  readonly w: number[];
  readonly g: number[];
  readonly t: number;
  readonly rate: number;
}

/** Compares with a twin that gives the next weights of one tensor; by default [4, 3], rows the inputs of a layer. */
export function assertTensorTwin(
  plugin: OptimizerPlugin,
  hyperparameters: Readonly<Record<string, number>>,
  next: (tensor: TwinTensor) => number[],
  shape: readonly number[] = [4, 3],
): void {
  using engine = createEngine();
  using arena = engine.arena();
  const value: Tensor = arena.tensor(shape, "f64"), gradient: Tensor = arena.tensor(shape, "f64");
  for (let index = 0; index < value.size; index++) value.data[index] = 2 * Math.cos(1 + index);
  const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
  const optimizer = createOptimizer({ plugin, parameters, hyperparameters });
  let w = [...value.data];
  for (let t = 1; t <= steps; t++) {
    for (let index = 0; index < value.size; index++) gradient.data[index] = twinGradient(t, index);
    const rate = 0.05 * (1 - t / (2 * steps));
    optimizer.step({ step: t, learningRate: rate });
    w = next({ w, g: [...gradient.data], t, rate });
    assertWithin({
      what: `${plugin.name} after step ${t}`,
      got: value.data,
      want: w,
      criterion: { kind: "close", rtol: 1e-10, atol: 1e-12 },
    });
  }
}
