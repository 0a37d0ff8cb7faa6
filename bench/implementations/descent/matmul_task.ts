import { type Engine, matmul, matmulTransposedA, matmulTransposedB } from "@descent/core";
import { matrixElements } from "../../workloads/synthetic.ts";
import type { MatmulTask } from "../../workloads/task.ts";
import type { OpenTask } from "../program.ts";

const products = { ab: matmul, atb: matmulTransposedA, abt: matmulTransposedB };

/**
 * A matrix product by Descent.
 *
 * @param engine Where it runs.
 * @param task Which product.
 * @returns The task, ready to run.
 */
export function openMatmul(engine: Engine, { product, m, n, k }: MatmulTask): OpenTask {
  const arena = engine.arena();
  const a = arena.from(matrixElements(m * k), product === "atb" ? [k, m] : [m, k]);
  const b = arena.from(matrixElements(k * n), product === "abt" ? [n, k] : [k, n]);
  const c = arena.tensor([m, n]);
  const multiply = products[product];
  const run = () => void multiply(a, b, c);
  return {
    run,
    check() {
      run();
      return [c.data[0], c.data.reduce((sum, value) => sum + value, 0)];
    },
    close: () => arena.dispose(),
  };
}
