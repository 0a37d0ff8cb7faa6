import { type Parameter, randomStream } from "@descent/core";
import type { SharedDataset } from "@descent/data";
import { affine, lecunNormal, sequential } from "@descent/layers";
import { defineProblem } from "../contract/define_problem.ts";
import type { ProblemPlugin } from "../contract/problem_plugin.ts";
import { boardBudget } from "./_board_budget.ts";
import { generatedData } from "./_generated_data.ts";
import { EXCESS } from "./_noisy_quadratic_form.ts";
import { populationProblem } from "./_population_problem.ts";
import { randomRotation } from "./_random_rotation.ts";
import { scaled, VARIANT_OPTIONS, variantOf, type VariantValues, widened } from "./_variants.ts";

interface DeepLinearValues extends VariantValues {
  readonly trainCount: number;
}

interface MapData extends SharedDataset {
  /** The map to learn, [d, d], row-major, inputs in rows. */
  readonly map: Float64Array;
}

const SIZE = 32, RANK = 8, LAYERS = 4;
const options = {
  ...VARIANT_OPTIONS,
  trainCount: {
    kind: "integer" as const,
    default: 6400,
    range: [1, 1e7] as const,
    doc: "Number of training examples.",
  },
};

/**
 * A linear map of rank 8 by a product of four 32x32 matrices, from inputs N(0, 1) without noise: not convex, with plateaus,
 * and a minimum of 0. The loss is that over the population, `‖W₁W₂W₃W₄ − A‖²`, as a share of that at the start.
 *
 * @example
 * ```ts
 * import { findProblem } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(findProblem("deep-linear").title, "Deep linear net");
 * ```
 */
export const deepLinear: ProblemPlugin = defineProblem<DeepLinearValues, MapData>({
  name: "deep-linear",
  title: "Deep linear net",
  reference: "A. M. Saxe, J. L. McClelland, S. Ganguli 2014, arXiv:1312.6120",
  bibtex: `@inproceedings{saxe2014exact,
  author = {Saxe, Andrew M. and McClelland, James L. and Ganguli, Surya},
  title = {Exact solutions to the nonlinear dynamics of learning in deep linear neural networks},
  booktitle = {ICLR}, year = {2014}, eprint = {1312.6120}, archiveprefix = {arXiv},
}`,
  options,
  metrics: EXCESS,
  selection: "validation/loss",
  budget: ({ trainCount }) =>
    boardBudget({ name: "deep-linear", steps: 1000, batchSize: 64, trainCount }),
  variant: variantOf(options),
  async load({ dataSeed, trainCount }) {
    const random = randomStream({ seed: dataSeed }).split("map");
    const left = randomRotation(SIZE, random.split("left"));
    const right = randomRotation(SIZE, random.split("right"));
    const map = new Float64Array(new SharedArrayBuffer(8 * SIZE * SIZE));
    for (let k = 0; k < RANK; k++) {
      // Singular values from 2 down to 1/2.
      const size = 2 * 4 ** -(k / (RANK - 1));
      for (let i = 0; i < SIZE; i++) {
        for (let j = 0; j < SIZE; j++) {
          map[i * SIZE + j] += size * left[k * SIZE + i] * right[k * SIZE + j];
        }
      }
    }
    const data = await generatedData({
      name: "linear-map",
      title: "linear map",
      inputShape: [SIZE],
      targetShape: [SIZE],
      classNames: null,
      random,
      counts: { trainCount, validationCount: 1, testCount: 1 },
      draw(count, random) {
        const inputs = new Float32Array(count * SIZE);
        random.fillNormal(inputs);
        return { inputs, targets: Float32Array.from(product(inputs, map, SIZE)) };
      },
    });
    return { ...data, map };
  },
  create(data, { width, initialScale }, context) {
    const hidden = widened(SIZE, width), weight = scaled(lecunNormal(), initialScale);
    const sizes = [...new Array<number>(LAYERS - 1).fill(hidden), SIZE];
    return populationProblem({
      context,
      data,
      // The last matrix is a factor like the others, and no layer of scores.
      layer: sequential(
        sizes.map((units, i) => affine({ units, bias: false, name: `factor${i + 1}`, weight })),
      ),
      model: [SIZE, ...sizes].join("-"),
      excess: (parameters) => distance(parameters, data.map),
    });
  },
});

/** Squared Frobenius norm of the factors' product less the map. */
function distance(factors: readonly Parameter[], map: Float64Array): number {
  let whole: ArrayLike<number> = factors[0].value.data;
  for (const { value: { data, shape } } of factors.slice(1)) whole = product(whole, data, shape[0]);
  let sum = 0;
  for (let i = 0; i < map.length; i++) sum += (whole[i] - map[i]) ** 2;
  return sum;
}

/** The product of two row-major matrices, of which the first has `inner` columns. */
function product(a: ArrayLike<number>, b: ArrayLike<number>, inner: number): Float64Array {
  const rows = a.length / inner, columns = b.length / inner;
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < inner; k++) {
      const factor = a[i * inner + k];
      for (let j = 0; j < columns; j++) out[i * columns + j] += factor * b[k * columns + j];
    }
  }
  return out;
}
