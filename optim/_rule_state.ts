import { type Parameter, pointwise, type Tensor } from "@descent/core";
import type { ContextNeed, HyperparameterTable, HyperparameterValues } from "./optimizer_plugin.ts";
import type { RuleStep } from "./optimizer_rule.ts";
import { stateLike } from "./state_like.ts";

/** State tensors of each parameter, by their own name and then the parameter's. */
export type RuleTensors = Record<string, Record<string, Tensor>>;

/** How a state begins: a number from the hyperparameters, or as a copy of the first weights. */
export type Initial = ((hyperparameters: HyperparameterValues) => number) | "w" | undefined;

/** The hyperparameters of a rule that a schedule may change: numbers that no first state is made from. */
export function schedulableNames(
  table: HyperparameterTable<HyperparameterValues>,
  initial: Readonly<Record<string, Initial | number>>,
): string[] {
  const read = new Set<string>(["learningRate"]);
  const values = Object.fromEntries(
    Object.entries(table).map(([name, row]) => [name, row.default]),
  ) as unknown as HyperparameterValues;
  const watched = new Proxy(values, {
    get: (of, name) => {
      read.add(String(name));
      return Reflect.get(of, name);
    },
  });
  for (const start of Object.values(initial)) if (typeof start === "function") start(watched);
  return Object.entries(table).flatMap(([name, { whole, choices }]) =>
    read.has(name) || whole || choices !== undefined ? [] : [name]
  );
}

/** A tensor of each name for each parameter, filled with its initial number. */
export function stateTensors(
  parameters: readonly Parameter[],
  names: readonly string[],
  initial: Readonly<Record<string, Initial>>,
  hyperparameters: HyperparameterValues,
): RuleTensors {
  return Object.fromEntries(names.map((name) => {
    const start = initial[name];
    const value = typeof start === "function" ? start(hyperparameters) : 0;
    return [name, stateLike(parameters, value)];
  }));
}

/** Copies the weights into the tensors that begin as they do; done at the first step, when they are the first weights. */
export function copyWeights(
  parameters: readonly Parameter[],
  tensors: RuleTensors,
  initial: Readonly<Record<string, Initial>>,
): void {
  for (const state in tensors) {
    if (initial[state] !== "w") continue;
    for (const { name, value } of parameters) tensors[state][name].data.set(value.data);
  }
}

/** The arguments of a rule's functions, in one object that each step writes. */
export function stepValues(
  hyperparameters: HyperparameterValues,
  needs: readonly ContextNeed[],
): Record<string, number> & { -readonly [K in keyof RuleStep<string>]: number } {
  const values = { ...hyperparameters, step: 0 };
  return needs.includes("totalSteps") ? { ...values, totalSteps: 0 } : values as never;
}

const exchange = pointwise({
  name: "exchange of weights and evaluated values",
  tensors: ["w", "evaluated"],
  update: ({ w, evaluated }) => ({ w: evaluated, evaluated: w }),
});

/** A function that exchanges the weights and the tensors of a state. */
export function weightExchange(
  parameters: readonly Parameter[],
  evaluated: Readonly<Record<string, Tensor>>,
): () => void {
  const pass = exchange.bindAll(
    parameters.map(({ name, value }) => ({ w: value, evaluated: evaluated[name] })),
  );
  return () => pass.run();
}
