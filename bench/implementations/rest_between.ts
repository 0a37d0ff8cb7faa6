import type { Connection } from "./connection.ts";

/** An implementation that rests, and how to wake it for good. */
export interface Resting extends Connection {
  /** Lets its process run, as before its end. */
  wake(): void;
}

/** Sends a process a signal. */
type Send = (signal: "SIGSTOP" | "SIGCONT") => void;

/**
 * Stops an implementation's process between questions: threads of some libraries go on spinning after their turn, and
 * would take the next implementation's processor.
 *
 * @param connection The implementation, idle now.
 * @param send Signals its process; on Windows, which has no such signals, it is left running.
 * @param os The system; default this one.
 * @returns The implementation, at rest.
 */
export function restBetween(
  { ask }: Connection,
  send: Send,
  os: typeof Deno.build.os = Deno.build.os,
): Resting {
  const signal: Send = (name) => {
    if (os === "windows") return;
    try {
      send(name);
    } catch (error) {
      // One that has ended is found out by asking it.
      if (!(error instanceof TypeError || error instanceof Deno.errors.NotFound)) throw error;
    }
  };
  const wake = () => signal("SIGCONT");
  signal("SIGSTOP");
  return {
    wake,
    async ask(request, kind) {
      wake();
      try {
        return await ask(request, kind);
      } finally {
        signal("SIGSTOP");
      }
    },
  };
}
