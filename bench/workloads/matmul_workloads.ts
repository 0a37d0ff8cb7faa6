import type { MatmulTask, Workload } from "./task.ts";

/**
 * A matrix product.
 *
 * @param name What it is called; default its extents.
 * @param task Which product.
 * @returns The workload, in GFLOP/s.
 */
function product(task: Omit<MatmulTask, "kind">, name?: string): Workload<MatmulTask> {
  const { m, n, k } = task;
  return {
    name: name ?? `${m} x ${k} x ${n}`,
    unit: "GFLOP/s",
    work: 2 * m * n * k / 1e9,
    task: { kind: "matmul", ...task },
  };
}

/** A product large enough that a native library shows what the units of its instruction set allow. */
export const largeProduct: Workload<MatmulTask> = product({
  product: "ab",
  m: 1024,
  k: 1024,
  n: 1024,
});

/** 512 cubed, and the three products of the first layer of 784-100-10 at batch 128. */
export const matmulWorkloads: readonly Workload<MatmulTask>[] = [
  product({ product: "ab", m: 512, k: 512, n: 512 }),
  product({ product: "ab", m: 128, k: 784, n: 100 }, "y = x W, 128 x 784 x 100"),
  product({ product: "atb", m: 784, k: 128, n: 100 }, "dW = xᵀ dy, 784 x 128 x 100"),
  product({ product: "abt", m: 128, k: 100, n: 784 }, "dx = dy Wᵀ, 128 x 100 x 784"),
];
