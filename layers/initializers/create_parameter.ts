import type { Parameter, ParameterRole, Shape } from "@descent/core";
import type { Fans, Initializer } from "./initializer.ts";
import type { BuildContext } from "../layer.ts";

/** Options of {@linkcode createParameter}. */
export interface ParameterOptions extends Fans {
  /** Name within the layer, also that of its random stream. */
  readonly name: string;
  readonly shape: Shape;
  readonly initializer: Initializer;
  /** Biases and gains do not decay. */
  readonly role: ParameterRole;
}

/** Allocates a parameter of a layer and draws its values from the stream of its name. */
export function createParameter(
  { arena, dtype, random, path }: BuildContext,
  { name, shape, initializer, role, fanIn, fanOut }: ParameterOptions,
): Parameter {
  const value = arena.tensor(shape, dtype);
  initializer(value.data, { fanIn, fanOut, shape }, random.split(name));
  return {
    name: `${path}.${name}`,
    value,
    gradient: arena.tensor(shape, dtype),
    role,
    decays: role !== "bias" && role !== "gain",
  };
}
