import { readRun, type Run } from "@descent/reports";
import type { NamedTrial } from "../trials/trial_keys.ts";

/** A former run that stands, or why it does not. */
export interface Former {
  readonly run?: Run;
  readonly reason?: string;
}

/** Reads a former run; one that failed only where those are asked for. */
export function readFormer(
  runsFolder: string,
  keys: NamedTrial,
  { code, failed = false }: { readonly code: string; readonly failed?: boolean },
): Former {
  try {
    const run = readRun(runsFolder, keys, code);
    // Why it failed is in the report of its time; another try is what the user is here for.
    return run === undefined || (run.record.status === "failed" && !failed) ? {} : { run };
  } catch (error) {
    // Words of a damaged file may be in it, which are not to steer the terminal.
    if (error instanceof SyntaxError) {
      return { reason: error.message.replace(/\p{Cc}/gu, "\ufffd") };
    }
    throw error;
  }
}
