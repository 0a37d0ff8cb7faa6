import { readReply, type Reply, type Request, requestLine } from "./protocol.ts";

/** The two ends of an implementation's process. */
export interface ConnectionOptions {
  /** Lines that the process writes. */
  readonly lines: AsyncIterator<string>;
  /** Sends the process a line. */
  readonly write: (line: string) => Promise<void>;
  /** Why the process has ended, for messages; asked when its lines are over. */
  readonly epitaph: () => Promise<string>;
}

/** Asks an implementation and waits for its answers. */
export interface Connection {
  /**
   * Asks something.
   *
   * @param request What is asked.
   * @param kind What kind of answer is due.
   * @returns The answer.
   * @throws {Error} When the implementation cannot, answers something else, or has ended.
   */
  ask<K extends Reply["kind"]>(request: Request, kind: K): Promise<Extract<Reply, { kind: K }>>;
}

/**
 * Connects to an implementation. Whatever else its libraries print is passed over.
 *
 * @param options Both ends of its process.
 * @returns The connection; one question at a time.
 */
export function connect({ lines, write, epitaph }: ConnectionOptions): Connection {
  const nextReply = async (): Promise<Reply> => {
    for (;;) {
      const { done, value } = await lines.next();
      if (done) throw new Error(`it ended: ${await epitaph()}`);
      const reply = readReply(value);
      if (reply !== undefined) return reply;
    }
  };
  return {
    async ask(request, kind) {
      try {
        await write(requestLine(request));
      } catch {
        throw new Error(`it ended: ${await epitaph()}`);
      }
      const reply = await nextReply();
      if (reply.kind === "cannot") throw new Error(reply.reason);
      if (reply.kind !== kind) {
        throw new Error(`it answered '${reply.kind}' when asked '${request.kind}'`);
      }
      return reply as Extract<Reply, { kind: typeof kind }>;
    },
  };
}
