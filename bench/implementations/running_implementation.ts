import { connect, type Connection } from "./connection.ts";
import { restBetween } from "./rest_between.ts";
import type { Implementation } from "./implementation.ts";
import { failureLine } from "./failure_line.ts";
import { readLines } from "./read_lines.ts";

/** An implementation whose process is up. */
export interface RunningImplementation extends Connection, AsyncDisposable {
  readonly implementation: Implementation;
  /** Version and setup, as it says itself. */
  readonly about: string;
}

/**
 * Starts an implementation: the first of its programs that answers.
 *
 * @param implementation Who.
 * @returns The implementation, up.
 * @throws {Error} When none of its programs answers; the message says why in one line.
 */
export async function startImplementation(
  implementation: Implementation,
): Promise<RunningImplementation> {
  const reasons: string[] = [];
  for (const program of implementation.programs) {
    try {
      return await start(implementation, program);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      reasons.push(
        implementation.programs.length > 1 ? `${program}: ${error.message}` : error.message,
      );
    }
  }
  throw new Error(reasons.join("; "));
}

async function start(
  implementation: Implementation,
  program: string,
): Promise<RunningImplementation> {
  const child = new Deno.Command(program, {
    args: [...implementation.args],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const errors = reasonIn(child.stderr);
  const writer = child.stdin.getWriter();
  const encoder = new TextEncoder();
  const stop = async () => {
    // The end of its input is what ends it; where the program is a launcher of another, no signal would reach that.
    await writer.close().catch(() => {});
    await child.status;
    await errors;
  };
  const connection = connect({
    lines: readLines(child.stdout),
    write: (line) => writer.write(encoder.encode(`${line}\n`)),
    epitaph: () => errors,
  });
  try {
    const { text } = await connection.ask({ kind: "about" }, "about");
    const { ask, wake } = restBetween(connection, (signal) => child.kill(signal));
    return {
      ask,
      implementation,
      about: text,
      async [Symbol.asyncDispose]() {
        wake();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function reasonIn(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string> {
  const printed: string[] = [];
  for await (const line of readLines(stream)) {
    printed.push(line);
    if (printed.length > 100) printed.shift();
  }
  return failureLine(printed);
}
