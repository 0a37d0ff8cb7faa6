import type { Task } from "../workloads/task.ts";

/** Requests of the benchmark to an implementation's process: one line each on its standard input. */
export type Request =
  | { readonly kind: "about" }
  | { readonly kind: "open"; readonly task: Task }
  | { readonly kind: "check" }
  | { readonly kind: "run"; readonly milliseconds: number };

/**
 * Answers of the process: one line each on its standard output. Lines of libraries stand between them, so
 * each begins with {@linkcode replyMark}.
 */
export type Reply =
  | { readonly kind: "about"; readonly text: string }
  | { readonly kind: "ok" }
  | { readonly kind: "values"; readonly values: readonly number[] }
  | { readonly kind: "rate"; readonly rate: number }
  | { readonly kind: "cannot"; readonly reason: string };

/** How a line begins that is an answer. */
export const replyMark = "= ";

/**
 * Writes a request.
 *
 * @param request What is asked: `about`, `open <task as JSON>`, which closes the task before it, `check` or
 * `run <milliseconds>`, both of the open task.
 * @returns One line, without its end.
 */
export function requestLine(request: Request): string {
  switch (request.kind) {
    case "open":
      return `open ${JSON.stringify(request.task)}`;
    case "run":
      return `run ${request.milliseconds}`;
    default:
      return request.kind;
  }
}

/**
 * Reads a request.
 *
 * @param line One line.
 * @returns What is asked.
 * @throws {SyntaxError} When the line is no request.
 */
export function readRequest(line: string): Request {
  const [kind, rest] = split(line);
  if (kind === "about" || kind === "check") return { kind };
  if (kind === "open") return { kind, task: JSON.parse(rest) as Task };
  if (kind === "run" && Number(rest) > 0) return { kind, milliseconds: Number(rest) };
  throw new SyntaxError(
    `Benchmark: expected a request about, open, check or run, got '${line}'; this program is started by deno task bench`,
  );
}

/**
 * Writes an answer.
 *
 * @param reply The answer.
 * @returns One line, without its end.
 */
export function replyLine(reply: Reply): string {
  switch (reply.kind) {
    case "ok":
      return `${replyMark}ok`;
    case "about":
      return `${replyMark}about ${oneLine(reply.text)}`;
    case "cannot":
      return `${replyMark}cannot ${oneLine(reply.reason)}`;
    case "rate":
      return `${replyMark}rate ${reply.rate}`;
    case "values":
      return `${replyMark}values ${reply.values.join(" ")}`;
  }
}

/**
 * Reads a line of an implementation.
 *
 * @param line One line.
 * @returns The answer; undefined when the line is none.
 * @throws {SyntaxError} When the line is marked as an answer and is none.
 */
export function readReply(line: string): Reply | undefined {
  if (!line.startsWith(replyMark)) return undefined;
  const [kind, rest] = split(line.slice(replyMark.length));
  if (kind === "ok") return { kind };
  if (kind === "about") return { kind, text: rest };
  if (kind === "cannot") return { kind, reason: rest };
  if (kind === "rate" && Number(rest) > 0) return { kind, rate: Number(rest) };
  if (kind === "values") return { kind, values: rest.split(" ").map(Number) };
  throw new SyntaxError(
    `Benchmark: expected an answer ok, about, cannot, rate or values, got '${line}'; check the implementation's program`,
  );
}

function split(line: string): [word: string, rest: string] {
  const space = line.indexOf(" ");
  return space < 0 ? [line, ""] : [line.slice(0, space), line.slice(space + 1)];
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
