/**
 * OpenBLAS called directly, in a process of its own: `openblas.ts <threads>`. What a matrix product through
 * Descent is measured against.
 *
 * @module
 */
import { createEngine } from "@descent/core";
import { matrixElements } from "../workloads/synthetic.ts";
import type { MatmulTask, Task } from "../workloads/task.ts";
import type { OpenTask } from "./program.ts";
import { serveStandardInput } from "./serve_standard_input.ts";

const threads = Number(Deno.args[0]);
// Opened by Descent first, so that both have the kernels for the same processor type.
const { version } = createEngine({ native: "openblas" }).matmul;
const { symbols } = Deno.dlopen("libopenblas.so.0", {
  cblas_sgemm: {
    parameters: [
      ...(["i32", "i32", "i32", "i32", "i32", "i32"] as const),
      ...(["f32", "buffer", "i32", "buffer", "i32", "f32", "buffer", "i32"] as const),
    ],
    result: "void",
  },
  openblas_set_num_threads: { parameters: ["i32"], result: "void" },
});
symbols.openblas_set_num_threads(threads);

const rowMajor = 101, asItIs = 111, transposed = 112;

function openMatmul({ product, m, n, k }: MatmulTask): OpenTask {
  const a = matrixElements(m * k), b = matrixElements(k * n), c = new Float32Array(m * n);
  const isAt = product === "atb", isBt = product === "abt";
  const [transposeA, aStride] = isAt ? [transposed, m] : [asItIs, k];
  const [transposeB, bStride] = isBt ? [transposed, k] : [asItIs, n];
  const run = () =>
    // deno-fmt-ignore
    symbols.cblas_sgemm(
      rowMajor, transposeA, transposeB, m, n, k, 1, a, aStride, b, bStride, 0, c, n,
    );
  return {
    run,
    check() {
      run();
      return [c[0], c.reduce((sum, value) => sum + value, 0)];
    },
    close() {},
  };
}

await serveStandardInput({
  about: `${version}, ${threads} ${threads === 1 ? "thread" : "threads"}`,
  open(task: Task): OpenTask {
    if (task.kind === "matmul") return openMatmul(task);
    throw new TypeError("it only multiplies matrices");
  },
});
