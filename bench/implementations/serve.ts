import type { OpenTask, Program } from "./program.ts";
import { readRequest, type Reply, replyLine, type Request } from "./protocol.ts";

/** Options of {@linkcode serve}. */
export interface ServeOptions {
  /** The function that answers. */
  readonly program: Program;
  /** The requests; the program ends with them. */
  readonly lines: AsyncIterable<string>;
  /** Writes a line of answer. */
  readonly write: (line: string) => void;
  /** The clock, in milliseconds; default `performance.now`. */
  readonly now?: () => number;
}

/**
 * Answers the benchmark's requests until there are no more.
 *
 * @param options The program, its requests and where answers go.
 */
export async function serve(
  { program, lines, write, now = () => performance.now() }: ServeOptions,
): Promise<void> {
  let task: OpenTask | undefined;
  const answer = async (request: Request): Promise<Reply> => {
    if (request.kind === "about") return { kind: "about", text: program.about };
    if (request.kind === "open") {
      task?.close();
      task = undefined;
      task = await program.open(request.task);
      return { kind: "ok" };
    }
    if (task === undefined) return { kind: "cannot", reason: "no task is open" };
    if (request.kind === "check") return { kind: "values", values: await task.check() };
    return { kind: "rate", rate: await rate(task, request.milliseconds, now) };
  };
  for await (const line of lines) {
    try {
      write(replyLine(await answer(readRequest(line))));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      write(replyLine({ kind: "cannot", reason }));
    }
  }
  task?.close();
}

async function rate(task: OpenTask, milliseconds: number, now: () => number): Promise<number> {
  const start = now();
  let calls = 0, elapsed = 0;
  do {
    const pending = task.run();
    // Awaiting nothing would cost a turn of the event loop in every call.
    if (pending !== undefined) await pending;
    calls++;
    elapsed = now() - start;
  } while (elapsed < milliseconds);
  return 1000 * calls / elapsed;
}
