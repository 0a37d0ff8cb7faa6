import type { Parameter } from "@descent/core";
import type {
  Hyperparameter,
  Hyperparameters,
  HyperparameterTable,
  Optimizer,
  OptimizerPlugin,
  WithHyperparameter,
} from "../optimizer_plugin.ts";

/** Options of {@linkcode extendPlugin}. */
export interface Extension<H extends Hyperparameters, Name extends string> {
  /** The wrapper, for messages. */
  readonly wrapper: string;
  readonly name: string;
  readonly title: string;
  readonly reference: string;
  /** Name and table entry of the hyperparameter that the wrapper adds. */
  readonly hyperparameter: Name;
  readonly entry: Hyperparameter;
  readonly create: (parameters: readonly Parameter[], inner: H, value: number) => Optimizer;
}

/** A plugin with one hyperparameter more than another, whose own ones are handed on to it. */
export function extendPlugin<H extends Hyperparameters, Name extends string>(
  { hyperparameters: table, name: inner }: OptimizerPlugin<H>,
  { wrapper, name, title, reference, hyperparameter, entry, create }: Extension<H, Name>,
): OptimizerPlugin<WithHyperparameter<H, Name>> {
  if (Object.hasOwn(table, hyperparameter)) {
    throw new TypeError(
      `${wrapper}: expected an optimizer without ${hyperparameter}, got '${inner}', which has it; wrap once`,
    );
  }
  return {
    name,
    title,
    reference,
    hyperparameters: { ...table, [hyperparameter]: entry } as HyperparameterTable<
      WithHyperparameter<H, Name>
    >,
    create: (parameters, hyperparameters) => {
      const { [hyperparameter]: value, ...rest } = hyperparameters;
      return create(parameters, rest as unknown as H, value);
    },
  };
}

/** Such as `Kingma and Ba 2015; Loshchilov and Hutter 2019`. */
export function citeBoth(plugin: OptimizerPlugin, reference: string): string {
  return `${plugin.reference}; ${reference}`;
}
