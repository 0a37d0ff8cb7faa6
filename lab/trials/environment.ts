import type { EnvironmentRecord } from "@descent/reports/record";
import { fusedMultiplyAdd } from "@descent/core";
import { cpus } from "node:os";
import { trialCodeDigest } from "./trial_code_digest.ts";
import member from "../deno.json" with { type: "json" };

/**
 * Threads, backend of matrix products and their rounding, that trials run with.
 *
 * @category Trials
 */
export type EngineRecord = Pick<
  EnvironmentRecord,
  "threads" | "matmul" | "multiplyAdd" | "fusedMultiplyAdd" | "convolution"
>;

function wasmAlone(): EngineRecord {
  return {
    threads: 1,
    matmul: { backend: "wasm", version: member.version },
    multiplyAdd: "relaxed",
    fusedMultiplyAdd: fusedMultiplyAdd(),
    convolution: "auto",
  };
}

/**
 * Software and hardware that trials run on, without the floating-point type, which each problem chooses.
 *
 * @category Trials
 * @param engine Threads, backend of matrix products and their rounding; default one thread, wasm and relaxed.
 * @param jobs How many trials run side by side; default 1.
 * @returns Versions and machine; the processor's model where the program may ask for it.
 *
 * @example
 * ```ts
 * import { currentEnvironment } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(currentEnvironment().deno, Deno.version.deno);
 * ```
 */
export function currentEnvironment(
  { threads, matmul, multiplyAdd, fusedMultiplyAdd, convolution }: EngineRecord = wasmAlone(),
  jobs = 1,
): Omit<EnvironmentRecord, "dtype"> {
  const { deno, v8, typescript } = Deno.version;
  // Asking first keeps a run without the permission from stopping at a prompt.
  const mayAsk = Deno.permissions.querySync({ name: "sys", kind: "cpus" }).state === "granted";
  return {
    descent: member.version,
    code: trialCodeDigest(),
    deno,
    v8,
    typescript,
    os: Deno.build.os,
    arch: Deno.build.arch,
    cpu: mayAsk ? cpus()[0]?.model ?? null : null,
    cpuCount: navigator.hardwareConcurrency,
    threads,
    jobs,
    matmul,
    multiplyAdd,
    fusedMultiplyAdd,
    convolution,
  };
}
