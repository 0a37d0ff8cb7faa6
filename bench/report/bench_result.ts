/** The findings of one run of the benchmark: the content of `bench.json`. */
export interface BenchResult {
  /** When it began, ISO 8601. */
  readonly startedAt: string;
  /** The command as it can be typed again. */
  readonly command: string;
  readonly machine: Machine;
  /** Who took part. */
  readonly implementations: readonly ImplementationResult[];
  /** Who could not, and why. */
  readonly absent: readonly Absence[];
  readonly groups: readonly GroupResult[];
  /** Limits of the instruction sets, measured where products or training steps were. */
  readonly limits: readonly Limit[];
  readonly curves: readonly CurveResult[];
  /** Costs of update rules. */
  readonly rules: readonly RuleCost[];
  /** Whole programs: seconds and peak memory. */
  readonly programs: readonly ProgramResult[];
  /** Programs until they have trained. */
  readonly starts: readonly StartResult[];
  /** Cost and gain of workers. */
  readonly ratios: readonly RatioResult[];
}

/** Where it ran. */
export interface Machine {
  readonly os: string;
  readonly arch: string;
  /** Model of the processor; null where it may not be asked for. */
  readonly cpu: string | null;
  readonly cpuCount: number;
  readonly deno: string;
  readonly v8: string;
}

/** One who took part. */
export interface ImplementationResult {
  readonly name: string;
  readonly title: string;
  readonly family: "descent" | "openblas" | "peer";
  readonly threads: number;
  readonly instructions: Instructions;
  /** Version and setup, as it says itself. */
  readonly about: string;
}

/** The instructions that compute: WebAssembly's vectors, those of the processor itself, or JavaScript without vectors. */
export type Instructions = "wasm" | "native" | "javascript";

/** The rate that an instruction set allows. */
export interface Limit {
  readonly instructions: Exclude<Instructions, "javascript">;
  /** On how many threads; that of WebAssembly is measured on one, and is so much more on several. */
  readonly threads: number;
  /** Middle of the rates, in GFLOP/s. */
  readonly rate: number;
  /** Title of the implementation that showed it. */
  readonly who: string;
}

/** Who or what could not be measured. */
export interface Absence {
  /** Its title. */
  readonly who: string;
  readonly reason: string;
}

/** Workloads under one heading. */
export interface GroupResult {
  readonly title: string;
  readonly workloads: readonly WorkloadResult[];
}

/** One workload. */
export interface WorkloadResult {
  readonly name: string;
  readonly unit: string;
  /** Units of one call. */
  readonly work: number;
  /** Floating-point operations of one call that is a training step, by the direct count. */
  readonly operations?: number;
  readonly entries: readonly Entry[];
  readonly absent: readonly Absence[];
}

/** How one implementation did in a workload. */
export interface Entry {
  /** Its name. */
  readonly implementation: string;
  /** Middle of the rates. */
  readonly median: number;
  /** Rate in each round; null where it sat the round out. */
  readonly rates: readonly (number | null)[];
}

/** Time per step against something. */
export interface CurveResult {
  readonly title: string;
  /** The quantity that varies. */
  readonly x: string;
  readonly series: readonly CurveSeriesResult[];
}

/** One line of a curve. */
export interface CurveSeriesResult {
  /** The implementation's name, or what else the line is of. */
  readonly name: string;
  readonly title: string;
  readonly points: readonly CurvePoint[];
}

/** One point of a curve. */
export interface CurvePoint {
  readonly x: number;
  readonly seconds: number;
}

/** The cost of an update rule on the fashion MLP, 784-128-64-10 at batches of 128, in time of the processor on one thread. */
export interface RuleCost {
  readonly name: string;
  readonly title: string;
  /** Time of its step with the gradient, to Adam's. */
  readonly toAdam: number;
  /** Time of its step alone, to a bare pass of its compiled formula; absent where it is not one formula for all. */
  readonly toFormula?: number;
  /** Time of its step alone, to a pass that only adds over the same tensors; absent with `toFormula`. */
  readonly toPlain?: number;
  /** Seconds of its step alone. */
  readonly seconds: number;
  /** Bytes of its state for each parameter. */
  readonly stateBytes: number;
}

/** A whole program, from its start to its end. */
export interface ProgramResult {
  readonly title: string;
  /** Middle of its times. */
  readonly seconds: number;
  /** Most memory that it took. */
  readonly peakBytes: number;
}

/** One program from its start until it has trained. */
export interface StartResult {
  readonly title: string;
  /** Modules that it loads, those of its workers among them. */
  readonly modules: number;
  /** Middle of its times. */
  readonly seconds: number;
  /** Middle of the seconds of the processor, of all threads together. */
  readonly cpuSeconds: number;
}

/** One thing as a multiple of another. */
export interface RatioResult {
  readonly title: string;
  readonly value: number;
}
