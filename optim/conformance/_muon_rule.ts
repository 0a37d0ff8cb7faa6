import type { Parameter, Tensor } from "@descent/core";
import type { Optimizer, OptimizerPlugin } from "../optimizer_plugin.ts";
import { stateLike } from "../state_like.ts";
import { momentum } from "../rules/momentum.ts";

/**
 * A matrix method for the suite's tests, Muon: momentum that a Newton-Schulz iteration makes orthogonal, of a vector a
 * unit vector.
 *
 * @param options Factor of the update of parameters with two or more axes; default 1, -1 climbs.
 */
export function muonRule({ sign = 1 }: { sign?: number } = {}): OptimizerPlugin {
  return {
    name: "muon",
    title: "Muon",
    reference: "Jordan et al. 2024",
    hyperparameters: { learningRate: momentum.hyperparameters.learningRate },
    create: (parameters): Optimizer => {
      const velocity = stateLike(parameters);
      return {
        state: { velocity },
        step: ({ learningRate }) => {
          for (const each of parameters) move(each, velocity[each.name], learningRate, sign);
        },
      };
    },
  };
}

function move({ value, gradient }: Parameter, velocity: Tensor, rate: number, sign: number): void {
  for (let index = 0; index < value.size; index++) {
    velocity.data[index] = 0.9 * velocity.data[index] + gradient.data[index];
  }
  const update = orthogonal([...velocity.data], value.shape[0]);
  const factor = value.shape.length > 1 ? sign * rate : rate;
  for (let index = 0; index < value.size; index++) value.data[index] -= factor * update[index];
}

/** The matrix `U Vᵀ` of a matrix `U S Vᵀ`, to which `X ← 1.5·X − 0.5·X Xᵀ X` leads from a norm below √3. */
function orthogonal(x: number[], rows: number): number[] {
  const columns = x.length / rows;
  const norm = Math.sqrt(x.reduce((sum, each) => sum + each * each, 0));
  let y = x.map((each) => each / Math.max(norm, 1e-30));
  for (let iteration = 0; iteration < 6; iteration++) {
    const squares = new Float64Array(rows * rows);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < rows; j++) {
        for (let k = 0; k < columns; k++) {
          squares[i * rows + j] += y[i * columns + k] * y[j * columns + k];
        }
      }
    }
    y = y.map((each, place) => {
      const i = Math.floor(place / columns), k = place % columns;
      let product = 0;
      for (let j = 0; j < rows; j++) product += squares[i * rows + j] * y[j * columns + k];
      return 1.5 * each - 0.5 * product;
    });
  }
  return y;
}
