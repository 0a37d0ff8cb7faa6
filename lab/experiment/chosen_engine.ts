import { TaskError } from "@descent/cli";
import { createEngine, type Engine, fusedMultiplyAdd } from "@descent/core";
import type { EngineRecord } from "../trials/environment.ts";
import type { TrialEngineOptions } from "../trials/trial_request.ts";
import type { CommonValues } from "./common_flags.ts";

/**
 * Engine of the trials of a run.
 *
 * @category Flags
 */
export interface ChosenEngine {
  /** Options of each trial's engine; not `"auto"`, so that all trials of a run have the same. */
  readonly options: TrialEngineOptions;
  /** Threads, backend and rounding in use, for run records. */
  readonly record: EngineRecord;
}

/**
 * The engine that the flags choose on this machine, found by making one.
 *
 * Before any worker does so: at its first opening core may set an environment variable that the native
 * library reads.
 *
 * @category Flags
 * @param values Values of the flags for threads, matrix products and their rounding.
 * @returns Options of the trials' engines, and the record.
 * @throws {TaskError} When the native library is asked for and cannot be used, or the flags contradict each other.
 *
 * @example
 * ```ts
 * import { chosenEngine } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * const { record } = chosenEngine({
 *   threads: 2,
 *   native: "none",
 *   strictFma: true,
 *   convolution: "auto",
 *   nativeLibrary: undefined,
 * });
 * assertEquals([record.threads, record.matmul.backend, record.multiplyAdd], [2, "wasm", "strict"]);
 * ```
 */
export function chosenEngine(
  { threads, native, strictFma, convolution, nativeLibrary: libraryPath }: Pick<
    CommonValues,
    "threads" | "native" | "strictFma" | "convolution" | "nativeLibrary"
  >,
): ChosenEngine {
  if (strictFma && native !== "none") {
    throw new TaskError(
      `--strict-fma: expected --native none beside it, got --native ${native}, which rounds as a native library does; leave one of them out`,
    );
  }
  if (libraryPath !== undefined && native === "none") {
    throw new TaskError(
      `--native-library: expected --native onednn, openblas or auto beside it, got --native none; add one of them`,
    );
  }
  if (libraryPath !== undefined && native !== "auto") assertAllowed(libraryPath);
  using engine = openEngine({ native, libraryPath });
  const { name, version } = engine.matmul;
  const multiplyAdd = strictFma ? "strict" : "relaxed";
  return {
    options: {
      threads,
      native: name === "wasm" ? "none" : name,
      multiplyAdd,
      convolution,
      libraryPath,
    },
    record: {
      threads,
      matmul: { backend: name, version },
      multiplyAdd,
      fusedMultiplyAdd: !strictFma && fusedMultiplyAdd(),
      convolution,
    },
  };
}

/** Tasks allow the usual paths alone, which `deno.json` lists. */
function assertAllowed(path: string): void {
  if (Deno.permissions.querySync({ name: "ffi", path }).state === "granted") return;
  throw new TaskError(
    `--native-library: expected a library that may be called, got '${path}'; allow it in place of deno task: ` +
      `deno run -P=experiment --allow-ffi=${path} experiments/experiment_task.ts <experiment> <flags>`,
  );
}

function openEngine(options: TrialEngineOptions): Engine {
  try {
    return createEngine(options);
  } catch (error) {
    // Whatever a library says that cannot be used, another choice mends it.
    const [sentence] = (error as Error).message.split("\n");
    throw new TaskError(`--native ${options.native}: ${sentence}`, 2, { cause: error });
  }
}
