import { norm } from "@descent/core";
import type { BuiltProblem } from "@descent/problems";

/**
 * A measurement that can be added to each evaluation, by name; `"diagnostics"` are those of {@linkcode diagnostics}.
 *
 * @category Training
 */
export type Observation = "gradientNorms" | "diagnostics";

/**
 * A measurement that needs nothing but the last gradients.
 *
 * @category Training
 */
export type GradientObservation = Exclude<Observation, "diagnostics">;

/**
 * Trained parameters with the gradients of a step.
 *
 * @category Training
 */
export type Trained = Pick<BuiltProblem, "parameters">;

/**
 * Values by the names of their columns in `metrics.csv`.
 *
 * @category Training
 */
export type Observed = Readonly<Record<string, number | null>>;

const observers: Readonly<Record<GradientObservation, (model: Trained) => Observed>> = {
  gradientNorms,
};

/**
 * Measures what a trial observes besides losses and metrics.
 *
 * - `gradientNorms`: the Euclidean norm of the last step's gradient of each layer's weights, in columns such as
 *   `gradient_norm.hidden1`.
 *
 * @category Training
 * @param model A problem or a network, with the gradients of its last step.
 * @param observations The measurements.
 * @returns Values by column.
 *
 * @example
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { observe } from "@descent/lab";
 * import { buildNetwork, softmaxCrossEntropy, twoLayerNet } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using network = buildNetwork({
 *   layer: twoLayerNet(),
 *   input: [1, 4],
 *   loss: softmaxCrossEntropy(),
 *   random: randomStream({ seed: 1 }),
 * });
 * for (const { gradient } of network.parameters) gradient.data.fill(0.1);
 * const observed = observe(network, ["gradientNorms"]);
 * assertEquals(Object.keys(observed), ["gradient_norm.hidden1", "gradient_norm.scores"]);
 * ```
 */
export function observe(model: Trained, observations: readonly GradientObservation[]): Observed {
  return Object.assign({}, ...observations.map((name) => observers[name](model)));
}

/** Of the weights alone, one for each layer: gradients of biases and gains are of another size. */
function gradientNorms({ parameters }: Trained): Observed {
  const weights = parameters.filter(({ decays }) => decays);
  return Object.fromEntries(weights.map(({ name, gradient }) => {
    const layer = name.slice(0, name.lastIndexOf("."));
    return [`gradient_norm.${layer}`, norm(gradient)];
  }));
}
