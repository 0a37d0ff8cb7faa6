import type { FailureCode } from "./exit_codes.ts";

/**
 * The reason why a program is to end before its work is done.
 *
 * @category Tasks
 */
export interface Interruption {
  /** Such as `"interrupted"`, for the sentence that the user reads. */
  readonly reason: string;
  /** The code to exit with: 128 and the number of the signal. */
  readonly exitCode: FailureCode;
}

const SIGNALS = {
  SIGINT: { reason: "interrupted", exitCode: 130 },
  SIGTERM: { reason: "ended by SIGTERM", exitCode: 143 },
  SIGHUP: { reason: "ended by SIGHUP", exitCode: 129 },
} as const satisfies Partial<Record<Deno.Signal, Interruption>>;

const PARENT_GONE = {
  reason: "ended because the deno task that started it is gone",
  exitCode: 129,
} as const satisfies Interruption;

const PARENT_INTERVAL = 1000;

/**
 * Hears of whatever is to end the program: SIGINT, SIGTERM and SIGHUP, and the end of the `deno task` that started it.
 * One that is killed outright passes no signal on, and its child would go on unseen.
 *
 * @category Tasks
 * @param interrupt Hears of it, perhaps more than once.
 * @returns Disposing of it stops listening.
 *
 * @example
 * ```ts ignore
 * import { onInterruption, TaskError } from "@descent/cli";
 *
 * const controller = new AbortController();
 * using _listening = onInterruption(({ reason, exitCode }) => {
 *   controller.abort(new TaskError(`compare: ${reason}`, exitCode));
 * });
 * ```
 */
export function onInterruption(interrupt: (interruption: Interruption) => void): Disposable {
  const cleanup = new DisposableStack();
  for (const [name, interruption] of Object.entries(SIGNALS)) {
    const signal = name as keyof typeof SIGNALS;
    // Windows has no SIGTERM to listen to.
    if (signal === "SIGTERM" && Deno.build.os === "windows") continue;
    const listener = () => interrupt(interruption);
    Deno.addSignalListener(signal, listener);
    cleanup.defer(() => Deno.removeSignalListener(signal, listener));
  }
  if (isOfDenoTask()) {
    const parent = Deno.ppid;
    const timer = setInterval(() => {
      if (Deno.ppid !== parent) interrupt(PARENT_GONE);
    }, PARENT_INTERVAL);
    Deno.unrefTimer(timer);
    cleanup.defer(() => clearInterval(timer));
  }
  return cleanup;
}

/** A program that a shell started may outlive it, such as after `nohup`; one of `deno task` has no other purpose. */
function isOfDenoTask(): boolean {
  const variable = "INIT_CWD";
  const { state } = Deno.permissions.querySync({ name: "env", variable });
  return state === "granted" && Deno.env.get(variable) !== undefined;
}
