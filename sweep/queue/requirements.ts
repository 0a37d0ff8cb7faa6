import type { Trial } from "@descent/lab";
import type { EnvironmentRecord } from "@descent/reports";
import { createHash } from "node:crypto";

/** Abilities that a worker must have so that a trial comes to the same bits there: code, rounding, library, third parties' modules. */
export interface Requirements {
  /** Digest of the code that trains. */
  readonly code: string;
  /** Whether products fuse multiplication and addition. */
  readonly fusedMultiplyAdd: boolean;
  /** Whether products were free to. */
  readonly multiplyAdd: EnvironmentRecord["multiplyAdd"];
  /** How convolutions are summed. */
  readonly convolution: EnvironmentRecord["convolution"];
  /** Who computes products: `"wasm"`, `"openblas"` or `"onednn"`. */
  readonly backend: string;
  /** Version of a native library; `null` for wasm, which the code covers. */
  readonly library: string | null;
  /** Digests of third parties' modules, with all that they import. */
  readonly modules: readonly string[];
}

/** The parts of an environment that decide bits. */
export type QueueEnvironment = Pick<
  EnvironmentRecord,
  "code" | "fusedMultiplyAdd" | "multiplyAdd" | "convolution" | "matmul"
>;

/**
 * The requirements of a trial.
 *
 * @param trial The trial.
 * @param environment The environment that it is to run on.
 * @returns Its requirements.
 */
export function requirementsOf(
  { plugin, problem: { source, budget: { schedule } } }: Trial,
  { code, fusedMultiplyAdd, multiplyAdd, convolution, matmul: { backend, version } }:
    QueueEnvironment,
): Requirements {
  const scheduled = typeof schedule === "object" && schedule.kind === "module" ? schedule : null;
  const modules = [plugin, source, scheduled].flatMap((module) => module?.digest ?? []);
  return {
    code,
    fusedMultiplyAdd,
    multiplyAdd,
    convolution,
    backend,
    library: backend === "wasm" ? null : version,
    modules: [...new Set(modules)].sort(),
  };
}

/**
 * The queue for trials with some requirements: workers take from those that they can serve.
 *
 * @param requirements The requirements.
 * @returns Its name, such as `descent/3f2a91c04b7d`.
 */
export function queueName(requirements: Requirements): string {
  const { code, fusedMultiplyAdd, multiplyAdd, convolution, backend, library, modules } =
    requirements;
  const rounding = [fusedMultiplyAdd, multiplyAdd, convolution];
  const text = JSON.stringify([code, ...rounding, backend, library, modules]);
  return `descent/${createHash("sha256").update(text).digest("hex").slice(0, 12)}`;
}

/** Abilities of a worker. */
export interface Abilities {
  /** The engines that it can make, by what decides bits. */
  readonly environments: readonly QueueEnvironment[];
  /** Digests of the modules that it was started with. */
  readonly modules: readonly string[];
}

/**
 * Why a worker cannot run the trials of a queue.
 *
 * @param requirements What they need.
 * @param abilities What the worker has.
 * @returns What is wanting, in words; `undefined` where nothing is.
 */
export function unmetRequirement(
  requirements: Requirements,
  { environments, modules }: Abilities,
): string | undefined {
  const { code, backend, library, fusedMultiplyAdd } = requirements;
  if (environments.every((own) => own.code !== code)) return "another version of the code";
  const missing = requirements.modules.filter((digest) => !modules.includes(digest));
  if (missing.length > 0) {
    const digests = missing.map((digest) => digest.slice(0, 12)).join(", ");
    return `a third party's module with the SHA-256 ${digests}, with which the worker must be started`;
  }
  const sameProducts = environments.filter(({ matmul }) =>
    matmul.backend === backend && (library === null || matmul.version === library)
  );
  if (sameProducts.length === 0) return `matrix products of ${backend} ${library ?? ""}`.trimEnd();
  if (environmentFor(requirements, environments) === undefined) {
    return fusedMultiplyAdd
      ? "a processor that fuses multiplication and addition"
      : "a processor that does not fuse multiplication and addition, or --strict-fma";
  }
  return undefined;
}

/**
 * The environment of a worker that fits.
 *
 * @param requirements What a trial needs.
 * @param environments Those that the worker has.
 * @returns One of them, or `undefined`.
 */
export function environmentFor<Environment extends QueueEnvironment>(
  requirements: Requirements,
  environments: readonly Environment[],
): Environment | undefined {
  return environments.find(({ code, matmul, multiplyAdd, fusedMultiplyAdd, convolution }) =>
    code === requirements.code && matmul.backend === requirements.backend &&
    (requirements.library === null || matmul.version === requirements.library) &&
    multiplyAdd === requirements.multiplyAdd &&
    fusedMultiplyAdd === requirements.fusedMultiplyAdd && convolution === requirements.convolution
  );
}
