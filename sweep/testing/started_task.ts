/** A task in a process of its own, as `deno task` starts it. */
export interface StartedTask {
  /** Number of the process. */
  readonly pid: number;
  /** Its exit code and output, once it has ended. */
  readonly ended: Promise<{ readonly code: number; readonly out: string; readonly error: string }>;
  /**
   * Sends a signal.
   *
   * @param signal The signal.
   */
  kill(signal: Deno.Signal): void;
}

/** Options of {@linkcode startTask}. */
export interface StartTaskOptions {
  /** Variables of its environment. */
  readonly env?: Record<string, string>;
  /** Its working directory; default this one. */
  readonly cwd?: string;
}

/**
 * Starts a task of this folder with the permissions that `deno task` gives it.
 *
 * @param name `"sweep"`, `"worker"` or `"report"`.
 * @param args Its arguments.
 * @param options Environment and working directory, see {@linkcode StartTaskOptions}.
 * @returns The process.
 */
export function startTask(
  name: string,
  args: readonly string[],
  { env = {}, cwd = Deno.cwd() }: StartTaskOptions = {},
): StartedTask {
  const folder = new URL("../", import.meta.url).pathname;
  const permissions = [`--config=${folder}deno.json`, "-P=sweep", `--allow-run=${Deno.execPath()}`];
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-q",
      "--no-prompt",
      "--no-check",
      ...permissions,
      `${folder}tasks.ts`,
      name,
      ...args,
    ],
    env: { NO_COLOR: "1", ...env },
    cwd,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return {
    pid: child.pid,
    ended: child.output().then(({ code, stdout, stderr }) => ({
      code,
      out: text(stdout),
      error: text(stderr),
    })),
    kill(signal) {
      try {
        child.kill(signal);
      } catch {
        // It has ended.
      }
    },
  };
}
