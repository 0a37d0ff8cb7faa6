/**
 * Descent as an implementation, in a process of its own: `descent.ts <none|openblas|onednn> <threads> [direct]`.
 *
 * @module
 */
import { createEngine } from "@descent/core";
import { descentProgram } from "./descent/descent_program.ts";
import { serveStandardInput } from "./serve_standard_input.ts";

const [native, threads, convolution = "auto"] = Deno.args;
const engine = createEngine({
  native: native as "none" | "openblas" | "onednn",
  threads: Number(threads),
  convolution: convolution as "auto" | "direct",
});
await engine.threads.ready();
await serveStandardInput(descentProgram(engine));
