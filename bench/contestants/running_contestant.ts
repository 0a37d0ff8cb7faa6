import { connect, type Connection } from "./connection.ts";
import { restBetween } from "./rest_between.ts";
import type { Contestant } from "./contestant.ts";
import { failureLine } from "./failure_line.ts";
import { readLines } from "./read_lines.ts";

/** A contestant whose process is up. */
export interface RunningContestant extends Connection, AsyncDisposable {
  readonly contestant: Contestant;
  /** Version and setup, as it says itself. */
  readonly about: string;
}

/**
 * Starts a contestant: the first of its programs that answers.
 *
 * @param contestant Who.
 * @returns The contestant, up.
 * @throws {Error} When none of its programs answers; the message says why in one line.
 */
export async function startContestant(contestant: Contestant): Promise<RunningContestant> {
  const reasons: string[] = [];
  for (const program of contestant.programs) {
    try {
      return await start(contestant, program);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      reasons.push(contestant.programs.length > 1 ? `${program}: ${error.message}` : error.message);
    }
  }
  throw new Error(reasons.join("; "));
}

async function start(contestant: Contestant, program: string): Promise<RunningContestant> {
  const child = new Deno.Command(program, {
    args: [...contestant.args],
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
      contestant,
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
