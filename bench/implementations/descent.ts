/**
 * Descent as an implementation, in a process of its own: `descent.ts <wasm|blas|onednn> <threads>`.
 *
 * @module
 */
import { createEngine } from "@descent/core";
import { descentProgram } from "./descent/descent_program.ts";
import { serveStandardInput } from "./serve_standard_input.ts";

const [matmul, threads] = Deno.args;
const engine = createEngine({
  matmul: matmul as "wasm" | "blas" | "onednn",
  threads: Number(threads),
});
await engine.threads.ready();
await serveStandardInput(descentProgram(engine));
