import { type Expression, type Operand, pointwise } from "@descent/core";
import { configured } from "../_configured.ts";
import { layerLabel, requireFinite, requireNumber } from "../_require.ts";
import type { Layer } from "../layer.ts";
import { BuiltLearned, type LearnedRules, type Slope } from "./_built_learned.ts";
import { BuiltPointwise, type PointwiseRules } from "./_built_pointwise.ts";
import { sharesFunction } from "./_shares_function.ts";
import { nanUnlessFinite } from "./nan_unless_finite.ts";

/**
 * The input `x` of an element and the numbers of its layer, as a formula sees them.
 *
 * @category Writing a layer
 */
export type PointwiseOperands<Name extends string> = Readonly<Record<"x" | Name, Expression>>;

/**
 * Formulas of {@linkcode pointwiseLayer}: a function of each element by itself.
 *
 * @category Writing a layer
 */
export interface PointwiseFormula<S extends string, P extends string> {
  /** Kind of layer, such as `leaky_relu`; unnamed layers and saved ones are called by it. */
  readonly kind: string;
  /** Name in messages; default the kind. */
  readonly title?: string;
  /** Names of numbers that each layer is given and keeps; default none. */
  readonly scalars?: readonly S[];
  /** `y = f(x)`. It should be NaN or infinite where x is: see {@linkcode nanUnlessFinite}. */
  readonly value: (operands: PointwiseOperands<NoInfer<S> | NoInfer<P>>) => Operand;
  /** `∂y/∂x`; what it gives for a NaN or infinite x does not matter, as backward then gives NaN. */
  readonly slope: (operands: PointwiseOperands<NoInfer<S> | NoInfer<P>>) => Expression;
  /** `∂y/∂p` for each number p that is trained, by its name; default none. */
  readonly parameters?: Readonly<
    Record<P, (operands: PointwiseOperands<NoInfer<S> | string>) => Expression>
  >;
}

/**
 * Options of a layer that {@linkcode pointwiseLayer} makes: name, scalars, and initial values of what is trained.
 *
 * @category Writing a layer
 */
export type PointwiseLayerOptions<S extends string, P extends string> =
  & {
    /** Name within the network; default the kind and its number. */
    readonly name?: string | undefined;
    /** Whether each channel (or feature), axis 1, learns numbers of its own; default false, one for all. */
    readonly perChannel?: boolean;
  }
  & Readonly<Record<S | P, number>>;

/**
 * A factory of layers; its options may be left out where there are no numbers to give.
 *
 * @category Writing a layer
 */
export type PointwiseFactory<S extends string, P extends string> = (
  ...options: [S | P] extends [never] ? [options?: PointwiseLayerOptions<S, P>]
    : [options: PointwiseLayerOptions<S, P>]
) => Layer;

/**
 * A kind of layer from the formulas of one element: its value and its slope, and the slopes of numbers that are trained.
 *
 * Forward and backward become one compiled loop each, for f32 and f64: the layer is as fast as a built-in one, and its
 * gradients are checked by {@linkcode layerGradientErrors}. Backward is computed from the input and not from the output:
 * where a saturated output rounds to its limit, the slope still has all its digits. Trained numbers do not decay.
 *
 * Takes any shape and gives the same shape; with trained numbers [N, C, ...].
 *
 * @category Writing a layer
 * @param formula Kind, value, slope, and names of the numbers, see {@linkcode PointwiseFormula}.
 * @returns A factory, which takes name and numbers, and throws a `TypeError` when one is no number.
 *
 * @example A rectifier whose power is trained, checked in one call
 * ```ts
 * import { layerGradientErrors, nanUnlessFinite, pointwiseLayer } from "@descent/layers";
 * import { assertLess } from "@std/assert";
 *
 * // y = g tanh(x), g trained
 * const scaledTanh = pointwiseLayer({
 *   kind: "scaled_tanh",
 *   value: ({ x, g }) => x.tanh().mul(g).add(nanUnlessFinite(x)),
 *   slope: ({ x, g }) => x.tanh().square().neg().add(1).mul(g),
 *   parameters: { g: ({ x }) => x.tanh() },
 * });
 * const errors = layerGradientErrors(scaledTanh({ g: 1, perChannel: true }), [4, 3, 5]);
 * for (const { error } of errors) assertLess(error, 1e-7);
 * ```
 */
export function pointwiseLayer<const S extends string = never, P extends string = never>(
  formula: PointwiseFormula<S, P>,
): PointwiseFactory<S, P> {
  const { kind, title = kind, scalars = [], value, slope } = formula;
  const slopes = formula.parameters ?? {} as NonNullable<typeof formula.parameters>;
  const parameters = Object.keys(slopes) as P[];
  type Operands = PointwiseOperands<S | P | "gradient">;
  const forward = pointwise<"x" | "y" | P, S>({
    name: kind,
    tensors: ["x", "y", ...parameters],
    scalars,
    update: (operands) => ({ y: normal(value(operands as Operands)) }) as Record<"y", Operand>,
  });
  let keepsSlopes: () => boolean;
  const backward = pointwise<"x" | "gradient" | P | Slope<P>, S>({
    name: `${kind} backward`,
    tensors: ["x", "gradient", ...parameters, ...parameters.map((p) => `d ${p}` as const)],
    scalars,
    update(given) {
      const operands = given as Operands, { x, gradient } = operands;
      keepsSlopes = () => sharesFunction(value(operands), slope(operands));
      const scaled = (slope: Expression) =>
        normal(gradient.mul(slope.add(nanUnlessFinite(x)))) as Expression;
      const entries = parameters.map((
        p,
      ) => [`d ${p}`, scaled(slopes[p](operands as PointwiseOperands<string>))]);
      return { gradient: scaled(slope(operands)), ...Object.fromEntries(entries) };
    },
  });
  const compileWithSlopes = () =>
    pointwise<"x" | "y" | "slope", S>({
      name: kind,
      tensors: ["x", "y", "slope"],
      scalars,
      update(given) {
        const operands = given as unknown as Operands;
        const kept = normal(slope(operands).add(nanUnlessFinite(operands.x)));
        return { y: normal(value(operands)), slope: kept } as Record<"y" | "slope", Operand>;
      },
    });
  let rules: PointwiseRules<S> | undefined;
  const rulesOf = (): PointwiseRules<S> => {
    const withSlopes = keepsSlopes() ? compileWithSlopes() : undefined;
    return { forward, backward, withSlopes } as unknown as PointwiseRules<S>;
  };
  const make = (options: PointwiseLayerOptions<S, P>): Layer => {
    const { name, perChannel = false } = options, label = layerLabel(title, name);
    for (const scalar of scalars) requireNumber(label, scalar, options[scalar]);
    for (const p of parameters) requireFinite(label, p, options[p], "1");
    const initial = Object.fromEntries(
      parameters.map((p) => [p, options[p]]),
    ) as unknown as Readonly<Record<P, number>>;
    return configured(kind, options, {
      kind,
      name,
      build(input, context) {
        if (parameters.length === 0) {
          // At first use: a program builds few of the layers that it knows.
          rules ??= rulesOf();
          return new BuiltPointwise(rules, options, input, context);
        }
        const learned = { forward, backward } as LearnedRules<S, P>;
        const numbers = { label: layerLabel(title, context.path), scalars: options, initial };
        return new BuiltLearned(learned, { ...numbers, perChannel }, input, context);
      },
    });
  };
  return (...[options]) => make(options ?? {} as PointwiseLayerOptions<S, P>);
}

/**
 * A result without subnormal numbers. Saturated units have tails and slopes that small, and a processor may take ten times
 * as long for products of them.
 */
function normal(result: Operand): Operand {
  return typeof result === "number" ? result : result.flushSubnormal();
}
