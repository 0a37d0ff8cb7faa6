import type { OptionValue, OptionValues, ProblemData } from "@descent/problems";
import type { CheckpointRequest, TrialEngineOptions, TrialReply } from "../trials/trial_request.ts";
import type { Trial } from "../trials/trial.ts";

/**
 * Limits of a process that runs third-party code; `undefined` for what follows from the trial.
 *
 * @category Isolation
 */
export interface ForeignLimits {
  /** Seconds for the steps and evaluations of a trial. */
  readonly trialSeconds: number | undefined;
  /** Seconds for what comes before a first step: importing, checking, loading, building. */
  readonly preparationSeconds: number;
  /** Seconds in which it may do no step, no evaluation and nothing else that tells of itself. */
  readonly silentSeconds: number;
  /** Bytes of memory of the process. */
  readonly memoryBytes: number;
}

/** The first message to a process: what it is to run, and within which bounds. */
export interface ForeignStart {
  /** Begin and end of each of its messages. */
  readonly mark: Uint8Array;
  readonly engine: TrialEngineOptions;
  readonly limits: ForeignLimits;
  /** Files of each module, by paths. */
  readonly snapshots: readonly {
    readonly entry: string;
    readonly base: string;
    readonly files: Readonly<Record<string, Uint8Array>>;
  }[];
  /** Folders and files that it may read besides its own. */
  readonly readable: readonly string[];
  readonly allowsImports: boolean;
}

/**
 * How many variants a problem is asked for when it is loaded, as it can be asked nothing afterwards; more than a run takes.
 *
 * @category Isolation
 */
export const VARIANT_COUNT = 128;

/**
 * A name that a plugin may not take.
 *
 * @category Isolation
 */
export type TakenName = { readonly name: string; readonly title: string };

/**
 * A request to a process; `plugin`, `problem` and `schedule` are URLs of their modules.
 *
 * @category Isolation
 */
export type ForeignRequest =
  | { readonly kind: "optimizer"; readonly plugin: string; readonly taken: readonly TakenName[] }
  | { readonly kind: "schedule"; readonly schedule: string }
  | { readonly kind: "problem"; readonly problem: string; readonly taken: readonly TakenName[] }
  | {
    readonly kind: "conformance";
    readonly problem: string;
    readonly dataDirectory: string | undefined;
    readonly options: Readonly<Record<string, OptionValue | undefined>>;
  }
  | { readonly kind: "budget"; readonly problem: string; readonly options: OptionValues }
  | {
    readonly kind: "load";
    readonly problem: string;
    readonly dataDirectory: string | undefined;
    readonly options: OptionValues;
  }
  | {
    readonly kind: "trial";
    readonly trial: Trial;
    /** Absent where it is that of the request before. */
    readonly data: ProblemData | undefined;
    /** Whether and how checkpoints are made. */
    readonly checkpoints?: CheckpointRequest | undefined;
  };

/**
 * An error as plain data, with the fields of those that flags are made from.
 *
 * @category Isolation
 */
export interface ForeignFailure {
  /** The error's name. */
  readonly name: string;
  /** Its words. */
  readonly message: string;
  /** Texts that it carries. */
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * A message of the worker that runs third-party code, about its request.
 *
 * @category Isolation
 */
export type ForeignReply =
  | TrialReply
  | { readonly value: unknown }
  | { readonly failure: ForeignFailure };

/** A message of the process: of its worker, that it lives, or why it ends. */
export type ForeignMessage = ForeignReply | "alive" | { readonly ended: string };

/** Words of shared memory in which a worker tells how far it is; `beats` change with all that it does. */
export const progressWord = { beats: 0, steps: 1, planned: 2 } as const;
