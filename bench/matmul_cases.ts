import {
  type Engine,
  matmul,
  matmulTransposedA,
  matmulTransposedB,
  randomStream,
  type Tensor,
} from "@descent/core";
import type { BenchmarkCase } from "./measure.ts";

/** A product small enough to stay in the first-level cache: what the multiply-add units allow just then. */
export const peakCase = "96 x 8 x 256 in the first-level cache";

/**
 * Matrix products in f32: the peak, 512 cubed, and the three of the first layer of 784-100-10.
 *
 * @param engine Where they run; its tensors live as long as the engine.
 * @returns The cases, in GFLOP/s.
 */
export function matmulCases(engine: Engine): BenchmarkCase[] {
  const arena = engine.arena();
  const random = randomStream({ seed: 0 }).split("bench");
  const filled = (shape: number[]): Tensor => {
    const tensor = arena.tensor(shape);
    random.fillNormal(tensor.data, 0, 1);
    return tensor;
  };
  const product = (
    name: string,
    operations: number,
    run: () => void,
  ): BenchmarkCase => ({
    group: "Matrix product",
    name,
    unit: "GFLOP/s",
    work: 2 * operations / 1e9,
    run,
  });
  const [a, b, c] = [filled([96, 256]), filled([256, 8]), filled([96, 8])];
  const [A, B, C] = [
    filled([512, 512]),
    filled([512, 512]),
    filled([512, 512]),
  ];
  const [x, W, y, dW, dx] = [[128, 784], [784, 100], [128, 100], [784, 100], [
    128,
    784,
  ]].map(filled);
  return [
    product(peakCase, 96 * 8 * 256, () => void matmul(a, b, c)),
    product("512 x 512 x 512", 512 ** 3, () => void matmul(A, B, C)),
    product(
      "y = x W, 128 x 784 x 100",
      128 * 784 * 100,
      () => void matmul(x, W, y),
    ),
    product(
      "dW = xᵀ dy, 784 x 128 x 100",
      128 * 784 * 100,
      () => void matmulTransposedA(x, y, dW),
    ),
    product(
      "dx = dy Wᵀ, 128 x 100 x 784",
      128 * 784 * 100,
      () => void matmulTransposedB(y, W, dx),
    ),
  ];
}
