import { fileURLToPath } from "node:url";
import type { Instructions } from "../report/bench_result.ts";

/** Who takes part: a library in one setup, in a process of its own. */
export interface Implementation {
  /** Short name, unique, such as `wasm-2`. */
  readonly name: string;
  /** Name for people. */
  readonly title: string;
  /** Whose it is. */
  readonly family: "descent" | "openblas" | "peer";
  /** How many threads it may use. */
  readonly threads: number;
  /** The instructions that its arithmetic uses. */
  readonly instructions: Instructions;
  /** The programs that run it: the first of these programs that can. */
  readonly programs: readonly string[];
  /** The program's arguments. */
  readonly args: readonly string[];
}

/** Where Python with PyTorch may be: the user's, or the system's own, which Debian's package is for. */
const pythons = ["python3", "/usr/bin/python3"];

/**
 * Descent in its setups.
 *
 * @param threadCounts How many threads, each in turn.
 * @returns With products of its own, then with those of the system's libraries.
 */
export function descents(threadCounts: readonly number[]): Implementation[] {
  return (["wasm", "openblas", "onednn"] as const).flatMap((backend) =>
    threadCounts.map((threads) => ({
      name: `${backend}-${threads}`,
      title: `Descent, ${backend}, ${threadsText(threads)}`,
      family: "descent" as const,
      threads,
      instructions: backend === "wasm" ? "wasm" as const : "native" as const,
      ...denoProgram("descent.ts", backend === "wasm" ? "none" : backend, `${threads}`),
    }))
  );
}

/**
 * Descent with the plain sums of convolutions: what Winograd's are measured against.
 *
 * @param threadCounts How many threads, each in turn.
 * @returns One for each.
 */
export function directConvolutions(threadCounts: readonly number[]): Implementation[] {
  return threadCounts.map((threads) => ({
    name: `direct-${threads}`,
    title: `Descent, wasm, direct convolution, ${threadsText(threads)}`,
    family: "descent",
    threads,
    instructions: "wasm",
    ...denoProgram("descent.ts", "none", `${threads}`, "direct"),
  }));
}

/**
 * OpenBLAS called directly: what a matrix product through Descent is measured against.
 *
 * @param threadCounts How many threads, each in turn.
 * @returns One for each.
 */
export function openBlasImplementations(threadCounts: readonly number[]): Implementation[] {
  return threadCounts.map((threads) => ({
    name: `openblas-direct-${threads}`,
    title: `OpenBLAS directly, ${threadsText(threads)}`,
    family: "openblas",
    threads,
    instructions: "native",
    ...denoProgram("openblas.ts", `${threads}`),
  }));
}

/**
 * The other libraries in their setups.
 *
 * @param threadCounts How many threads, each in turn, where a library lets one choose.
 * @returns From TensorFlow.js to PyTorch.
 */
export function peers(threadCounts: readonly number[]): Implementation[] {
  const cores = navigator.hardwareConcurrency;
  const family = "peer";
  const torch = (setup: "installed" | "tuned", words: string) =>
    threadCounts.map((threads) => ({
      name: `torch-${setup}-${threads}`,
      // Set up well, it takes one thread where several take longer.
      title: `PyTorch ${words}, ${setup === "tuned" && threads > 1 ? "at most " : ""}${
        threadsText(threads)
      }`,
      family,
      threads,
      instructions: "native",
      programs: pythons,
      args: [scriptPath("pytorch.py"), setup, `${threads}`],
    } as const));
  return [
    {
      name: "tfjs-cpu",
      title: "TensorFlow.js, cpu",
      family,
      threads: 1,
      instructions: "javascript",
      ...denoProgram("tensorflow.ts", "cpu"),
    },
    {
      name: "tfjs-wasm",
      title: "TensorFlow.js, wasm",
      family,
      threads: 1,
      instructions: "wasm",
      ...denoProgram("tensorflow.ts", "wasm"),
    },
    {
      name: "jax-1",
      title: "jax-js, 1 thread",
      family,
      threads: 1,
      instructions: "wasm",
      ...denoProgram("jax.ts", "one"),
    },
    {
      name: "jax-all",
      title: `jax-js, ${threadsText(cores)}`,
      family,
      threads: cores,
      instructions: "wasm",
      ...denoProgram("jax.ts", "all"),
    },
    {
      name: "convnetjs",
      title: "ConvNetJS",
      family,
      threads: 1,
      instructions: "javascript",
      ...denoProgram("convnet.ts"),
    },
    ...torch("installed", "as installed"),
    ...torch("tuned", "set up well"),
  ];
}

function threadsText(threads: number): string {
  return threads === 1 ? "1 thread" : `${threads} threads`;
}

function denoProgram(
  script: string,
  ...args: string[]
): Pick<Implementation, "programs" | "args"> {
  const flags = ["run", "--quiet", "--no-prompt", "-P=implementation"];
  // Not the launcher that npm puts on the PATH: signals must reach the program itself.
  return { programs: [Deno.execPath()], args: [...flags, scriptPath(script), ...args] };
}

function scriptPath(script: string): string {
  return fileURLToPath(new URL(script, import.meta.url));
}
