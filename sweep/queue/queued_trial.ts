import type { NamedTrial, Trial } from "@descent/lab";
import type { Requirements } from "./requirements.ts";

/** A trial as it travels: without data. */
export interface QueuedTrial {
  /** The trial. */
  readonly trial: Trial;
  /** Its names, by which a worker proves that it would run the same. */
  readonly keys: NamedTrial;
  /** The trial in words. */
  readonly label: string;
  /** Requirements that its worker must meet. */
  readonly requirements: Requirements;
  /** SHA-256 of the data. */
  readonly dataDigest: string;
  /** The command, for its record. */
  readonly command: string;
}

/** A trial that a worker has taken. */
export interface TakenTrial extends QueuedTrial {
  /** The queue that it is from. */
  readonly queue: string;
  /** Its job and how often it was tried before; the engine takes nothing from a worker whose turn has passed. */
  readonly attempt: { readonly id: string; readonly retryCount: number };
  /** Whether it is the last time that it is tried. */
  readonly isLast: boolean;
  /** Seconds within which the worker must give a sign of life. */
  readonly heartbeatSeconds: number;
}

/** How often a trial is tried. */
export const MOST_ATTEMPTS = 3;
