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
  plugin: OptimizerPlugin<H>,
  { wrapper, name, title, reference, hyperparameter, entry, create }: Extension<H, Name>,
): OptimizerPlugin<WithHyperparameter<H, Name>> {
  const { hyperparameters: table, name: inner } = plugin;
  if (Object.hasOwn(table, hyperparameter)) {
    throw new TypeError(
      `${wrapper}: expected an optimizer without ${hyperparameter}, got '${inner}', which has it; wrap once`,
    );
  }
  return {
    ...traitsOf(plugin),
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

/** The fields that a wrapped plugin has of the one inside. */
function traitsOf<H extends Hyperparameters>(
  { schedule, evaluationsPerStep, amplifiesRounding }: OptimizerPlugin<H>,
): Pick<OptimizerPlugin, "schedule" | "evaluationsPerStep" | "amplifiesRounding"> {
  return {
    ...(evaluationsPerStep !== undefined && { evaluationsPerStep }),
    ...(schedule !== undefined && { schedule }),
    ...(amplifiesRounding !== undefined && { amplifiesRounding }),
  };
}

/** Options of {@linkcode wrapPlugin}. */
export interface Wrapping<H extends Hyperparameters, Name extends string> {
  /** The wrapper, for messages. */
  readonly wrapper: string;
  readonly name: string;
  readonly title: string;
  readonly reference: string;
  /** Table entries of the hyperparameters that the wrapper adds. */
  readonly hyperparameters: Readonly<Record<Name, Hyperparameter>>;
  /** Evaluations of a step; default as many as without the wrapper. */
  readonly evaluationsPerStep?: number;
  readonly create: (
    parameters: readonly Parameter[],
    inner: H,
    own: Readonly<Record<Name, number>>,
  ) => Optimizer;
}

/** A plugin with some hyperparameters more than another, whose own ones are handed on to it. */
export function wrapPlugin<H extends Hyperparameters, Name extends string>(
  plugin: OptimizerPlugin<H>,
  { wrapper, name, title, reference, hyperparameters, evaluationsPerStep, create }: Wrapping<
    H,
    Name
  >,
): OptimizerPlugin<H & Readonly<Record<Name, number>>> {
  const table = plugin.hyperparameters;
  const added = Object.keys(hyperparameters) as Name[];
  const taken = added.find((each) => Object.hasOwn(table, each));
  if (taken !== undefined) {
    throw new TypeError(
      `${wrapper}: expected an optimizer without ${taken}, got '${plugin.name}', which has it; wrap once`,
    );
  }
  return {
    ...traitsOf(plugin),
    ...(evaluationsPerStep !== undefined && { evaluationsPerStep }),
    name,
    title,
    reference,
    hyperparameters: { ...table, ...hyperparameters } as HyperparameterTable<
      H & Readonly<Record<Name, number>>
    >,
    create: (parameters, values) => {
      const all = values as Readonly<Record<string, number>>;
      const pick = (names: readonly string[]) =>
        Object.fromEntries(names.map((each) => [each, all[each]]));
      return create(
        parameters,
        pick(Object.keys(table)) as unknown as H,
        pick(added) as Record<Name, number>,
      );
    },
  };
}

/** Such as `Kingma and Ba 2015; Loshchilov and Hutter 2019`. */
export function citeBoth(plugin: OptimizerPlugin, reference: string): string {
  return `${plugin.reference}; ${reference}`;
}

/** The table entry of a whole number. */
export function wholeNumber(
  standard: number,
  range: Hyperparameter["range"],
  doc: string,
): Hyperparameter {
  return { default: standard, range, scale: "linear", whole: true, doc };
}
