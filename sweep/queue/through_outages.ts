import { TaskError } from "@descent/cli";

/** Errors of a server that is not there now: of the system, of PostgreSQL, and of the client without a code. */
const CODES = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "ENOENT"],
  ...["08000", "08003", "08006", "53300", "57P01", "57P02", "57P03"],
]);
const MESSAGES =
  /connection terminated|timeout exceeded when trying to connect|connection timeout/i;

const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 5000;

/** Options of {@linkcode throughOutages}. */
export interface OutageOptions {
  /** The queue in words, for messages. */
  readonly shown: string;
  /** Hears once that the server is gone, and once that it is there again. */
  readonly tell: (line: string) => void;
  /** Seconds after which it is given up; default 600. */
  readonly patience?: number;
  /** Ends it. */
  readonly signal?: AbortSignal;
}

/**
 * Runs what needs the server, again and again while it is not there, as while it restarts.
 *
 * @param work What to do; a second time must do no harm.
 * @param options Messages and patience, see {@linkcode OutageOptions}.
 * @returns The result of `work`.
 * @throws {TaskError} When the server stays away, or refuses: the message has PostgreSQL's own words.
 */
export async function throughOutages<T>(
  work: () => Promise<T>,
  { shown, tell, patience = 600, signal }: OutageOptions,
): Promise<T> {
  const startedAt = performance.now();
  let pause = FIRST_PAUSE;
  let isTold = false;
  for (;;) {
    try {
      const result = await work();
      if (isTold) tell(`${shown} is there again`);
      return result;
    } catch (error) {
      signal?.throwIfAborted();
      if (!isOutage(error)) throw asRefusal(error, shown);
      if (performance.now() - startedAt > 1000 * patience) {
        throw new TaskError(
          `--queue: expected PostgreSQL at ${shown}, found none for ${patience} s: ${
            textOf(error)
          }; what is done is kept there`,
          1,
        );
      }
      if (!isTold) tell(`${shown} is away (${textOf(error)}); it is waited for`);
      isTold = true;
      await new Promise((resolve) => setTimeout(resolve, pause));
      pause = Math.min(LONGEST_PAUSE, 2 * pause);
    }
  }
}

/** Whether the server is away, rather than that it refuses. */
export function isOutage(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isOutage);
  if (!(error instanceof Error)) return false;
  const { code, message } = error as Error & { readonly code?: string };
  return (code !== undefined && CODES.has(code)) || MESSAGES.test(message);
}

/** The server's word on a wrong name, password or certificate, which is the user's to mend. */
function asRefusal(error: unknown, shown: string): unknown {
  const { code } = error as { readonly code?: string };
  const isMendable = /^(28|3D|42501|ENOTFOUND|EAI_|DEPTH_ZERO|SELF_SIGNED|CERT_|UNABLE_TO)/.test(
    code ?? "",
  ) || /does not support SSL|certificate/i.test(textOf(error));
  return isMendable
    ? new TaskError(`--queue: ${shown} refuses: ${textOf(error)}`, 2, { cause: error })
    : error;
}

function textOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(textOf).join(", ");
  return error instanceof Error ? error.message : String(error);
}
