import { randomStream } from "@descent/core";
import { gelu, type Initializer, type Layer, relu, silu, tanh } from "@descent/layers";
import type { NumberOption, OptionTable, OptionValues } from "../contract/option.ts";

/** Activations that a problem may have; the order decides what variants draw. */
const ACTIVATIONS = { relu, tanh, gelu, silu } as const;

/** Name of an activation. */
export type ActivationName = keyof typeof ACTIVATIONS;

/** Values of the options in which a variant of a problem on the board may differ. */
export interface VariantValues {
  /** Factor of the number of units, filters or features. */
  readonly width: number;
  /** Factor of the initial weights. */
  readonly initialScale: number;
  /** Seed of the data. */
  readonly dataSeed: number;
}

/** Values of the options of a problem whose activation may vary too. */
export interface NetVariantValues extends VariantValues {
  /** Activation of the hidden layers. */
  readonly activation: ActivationName;
}

const factor = (doc: string): NumberOption<number> => ({
  kind: "number",
  default: 1,
  range: [0.125, 8],
  doc,
});

/** The options in which variants differ. */
export const VARIANT_OPTIONS: OptionTable<VariantValues> = {
  width: factor("Factor of the number of units, filters or features."),
  initialScale: factor("Factor of the initial weights."),
  dataSeed: { kind: "integer", default: 0, range: [0, 2 ** 32], doc: "Seed of the data." },
};

/** The same, and the activation. */
export function netVariantOptions(activation: ActivationName): OptionTable<NetVariantValues> {
  const words = Object.keys(ACTIVATIONS) as ActivationName[];
  return {
    ...VARIANT_OPTIONS,
    activation: {
      kind: "choice",
      default: activation,
      words,
      doc: "Activation of the hidden layers.",
    },
  };
}

/** The `variant` of a problem: half or twice as wide, and of what else its table has other values, such as other data. */
export function variantOf(table: object): (seed: number) => OptionValues {
  return (seed) => {
    const random = randomStream({ seed }).split("variant");
    const pick = <T>(list: readonly T[]) => list[random.integer(list.length)];
    const drawn: OptionValues = {
      width: pick([0.5, 2]),
      initialScale: pick([0.5, 1, 2]),
      dataSeed: 1 + random.integer(2 ** 20),
      activation: pick(Object.keys(ACTIVATIONS)),
    };
    return Object.fromEntries(Object.entries(drawn).filter(([name]) => Object.hasOwn(table, name)));
  };
}

/** The activation of a name. */
export function activationOf(name: ActivationName): Layer {
  return ACTIVATIONS[name]();
}

/** A number of units times the factor, at least 1. */
export function widened(units: number, width: number): number {
  return Math.max(1, Math.round(units * width));
}

/** An initializer whose values are multiplied by a factor. */
export function scaled(initializer: Initializer, scale: number): Initializer {
  if (scale === 1) return initializer;
  return (values, fans, random) => {
    initializer(values, fans, random);
    for (let i = 0; i < values.length; i++) values[i] *= scale;
  };
}
