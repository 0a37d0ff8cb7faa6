import type { Parameter, ParameterRole, Shape } from "@descent/core";
import type { Initializer } from "./initializer.ts";
import type { BuildContext } from "../layer.ts";

/**
 * Options of {@linkcode createParameter}.
 *
 * @category Writing a layer
 */
export interface ParameterOptions {
  /** Name within the layer, also that of its random stream. */
  readonly name: string;
  /** Extents of the value and of its gradient. */
  readonly shape: Shape;
  /** Initial values. */
  readonly initializer: Initializer;
  /** The part it plays in its layer; biases and gains do not decay. */
  readonly role: ParameterRole;
  /** Inputs of one output, for initializers that scale with them; default 1. */
  readonly fanIn?: number;
  /** Outputs of one input; default 1. */
  readonly fanOut?: number;
}

/**
 * Allocates a parameter of a layer and draws its values from the stream of its name.
 *
 * @category Writing a layer
 * @param context What `build` of the layer got.
 * @param options Name, shape, initializer, role and fans.
 * @returns The parameter `<path>.<name>`, whose gradient is 0.
 *
 * @example The weight of a layer of one's own
 * ```ts
 * import { createEngine, randomStream } from "@descent/core";
 * import { constant, createParameter } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const random = randomStream({ seed: 1 });
 * const context = { arena, dtype: "f32", random, path: "mine1", needsInputGradient: true } as const;
 * const gain = createParameter(context, {
 *   name: "gain",
 *   shape: [2],
 *   initializer: constant({ value: 1 }),
 *   role: "gain",
 * });
 * assertEquals([gain.name, ...gain.value.data], ["mine1.gain", 1, 1]);
 * assertEquals(gain.decays, false);
 * ```
 */
export function createParameter(
  { arena, dtype, random, path }: BuildContext,
  { name, shape, initializer, role, fanIn = 1, fanOut = 1 }: ParameterOptions,
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
