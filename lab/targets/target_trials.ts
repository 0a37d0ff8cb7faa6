import type { TargetTrial } from "./measure_target.ts";

/**
 * The identity of a target's trials, besides their settings.
 *
 * @category Targets
 */
export interface TargetIdentity {
  /** Digest of the code that trains. */
  readonly code: string;
  /** Digest of the problem's data. */
  readonly data: string;
  /** Whether products fuse multiplication and addition. */
  readonly fusedMultiplyAdd: boolean;
}

/**
 * Trials of a problem's target on disk, so that a measurement that was interrupted goes on.
 *
 * @category Targets
 */
export interface TargetTrials {
  /** Those that were there, in the order in which they were made. */
  readonly known: readonly TargetTrial[];
  /**
   * Adds a trial to the file.
   *
   * @param trial The trial.
   */
  add(trial: TargetTrial): void;
}

/**
 * Opens the trials of a problem's target: a file of lines of JSON, the identity first. Trials of another identity, such as
 * of other code, are given up, as is a last line that was cut.
 *
 * @category Targets
 * @param path The file; made where it is missing.
 * @param identity Code, data and rounding of the trials.
 * @returns The trials that hold, and where to add others.
 * @throws {Error} When it cannot be read or written.
 *
 * @example
 * ```ts ignore
 * import { openTargetTrials } from "@descent/lab";
 *
 * const identity = { code: "5a", data: "a5", fusedMultiplyAdd: true };
 * const { known, add } = openTargetTrials("targets/spirals.jsonl", identity);
 * console.log(known.length);
 * add({ optimizer: "adamw", hyperparameters: { learningRate: 0.1 }, seed: 1, loss: 0.5 });
 * ```
 */
export function openTargetTrials(path: string, identity: TargetIdentity): TargetTrials {
  const header = JSON.stringify(identity);
  const [first, ...lines] = textOf(path).split("\n");
  const known = first === header ? whole(lines) : [];
  // Anew, so that nothing follows a line that was cut.
  const text = [header, ...known.map((trial) => JSON.stringify(trial)), ""].join("\n");
  Deno.writeTextFileSync(path, text);
  return {
    known,
    add: (trial) => Deno.writeTextFileSync(path, `${JSON.stringify(trial)}\n`, { append: true }),
  };
}

function textOf(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

/** The trials up to the first line that is none; the last text of all ends a line or was cut. */
function whole(lines: readonly string[]): TargetTrial[] {
  const trials: TargetTrial[] = [];
  for (const line of lines.slice(0, -1)) {
    try {
      trials.push(JSON.parse(line) as TargetTrial);
    } catch {
      break;
    }
  }
  return trials;
}
