import type { Parameter, RandomStream } from "@descent/core";
import { hasOutputsFirst } from "@descent/optim";

/** Parts that have no filters, which the paper's directions leave as they are. */
const STILL: readonly Parameter["role"][] = ["bias", "gain"];

/**
 * A random direction from a point of the parameters, normalised filter by filter: `d ← d |θ_f| / |d_f|`, for the weights f
 * of each output of a layer, of normal `d`. A parameter of one axis is one filter; biases and gains have 0.
 *
 * @category Training
 * @param parameters The parameters, at the point.
 * @param random The stream that it is drawn from.
 * @returns The direction's values for each parameter.
 *
 * @example Each output's weights and their direction are of one length
 * ```ts
 * import { createEngine, randomStream } from "@descent/core";
 * import { filterDirection } from "@descent/lab";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([3, 0, 4, 1], [2, 2]), gradient = arena.tensor([2, 2]);
 * const parameter = { name: "w", value, gradient, decays: true, role: "weight" } as const;
 * const [[a, b, c, d]] = filterDirection([parameter], randomStream({ seed: 1 }));
 * assertAlmostEquals(Math.hypot(a, c), 5);
 * assertAlmostEquals(Math.hypot(b, d), 1);
 * ```
 *
 * H. Li et al., "Visualizing the loss landscape of neural nets", NeurIPS 2018.
 */
export function filterDirection(
  parameters: readonly Parameter[],
  random: RandomStream,
): Float64Array[] {
  return parameters.map((parameter) => {
    const { value: { data, shape }, role } = parameter;
    const direction = new Float64Array(data.length);
    if (STILL.includes(role)) return direction;
    random.fillNormal(direction);
    const isWhole = shape.length < 2, isFirst = !isWhole && hasOutputsFirst(parameter);
    const filters = isWhole ? 1 : isFirst ? shape[0] : shape[shape.length - 1];
    const size = data.length / filters;
    const [filterStride, stride] = isWhole || isFirst ? [size, 1] : [1, filters];
    for (let filter = 0; filter < filters; filter++) {
      let own = 0, drawn = 0;
      for (let i = 0; i < size; i++) {
        const place = filter * filterStride + i * stride;
        own += data[place] ** 2;
        drawn += direction[place] ** 2;
      }
      const factor = Math.sqrt(own / drawn);
      for (let i = 0; i < size; i++) direction[filter * filterStride + i * stride] *= factor;
    }
    return direction;
  });
}
