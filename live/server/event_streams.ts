/**
 * An event as the server sends it.
 *
 * @category Server
 */
export interface ServerEvent {
  /** Its kind: `"parts"`. */
  readonly event: string;
  /** Its data, written as JSON. */
  readonly data: unknown;
  /** The state that a page names as its own when it connects again; default as it said before. */
  readonly id?: string;
}

/**
 * The pages that listen.
 *
 * @category Server
 */
export interface EventStreams {
  /** How many listen. */
  readonly count: number;
  /**
   * Opens a stream for a page.
   *
   * @param first Events that it gets at once.
   * @returns The response's body.
   */
  open(first: readonly ServerEvent[]): ReadableStream<Uint8Array>;
  /**
   * Sends an event to all. A page that does not keep up is let go of, and is told what is new when it connects again.
   *
   * @param event The event.
   */
  send(event: ServerEvent): void;
  /** Ends all streams, after what was sent. */
  close(): void;
}

/** Milliseconds after which a page connects again. */
const RETRY = 1000;
/** Bytes that may wait for a page that is slow. */
const MOST_WAITING = 16 * 2 ** 20;
/** Within a minute many networks end a connection on which nothing comes. */
const BEAT_MILLISECONDS = 15_000;

/**
 * Streams of server-sent events.
 *
 * @category Server
 * @returns None so far.
 *
 * @example
 * ```ts
 * import { eventStreams } from "@descent/live";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const streams = eventStreams();
 * const stream = streams.open([{ event: "parts", data: { names: [] }, id: "1" }]);
 * streams.close();
 * assertStringIncludes(await new Response(stream).text(), 'event: parts\ndata: {"names":[]}\nid: 1\n\n');
 * ```
 */
export function eventStreams(): EventStreams {
  const encoder = new TextEncoder();
  const pages = new Set<ReadableStreamDefaultController<Uint8Array>>();
  let beat: ReturnType<typeof setInterval> | undefined;

  function write(bytes: Uint8Array): void {
    for (const page of pages) {
      try {
        page.enqueue(bytes);
        if (page.desiredSize === null || page.desiredSize > 0) continue;
        page.error(new Error("the page does not keep up"));
      } catch {
        // It was closed from the other side.
      }
      leave(page);
    }
  }

  function leave(page: ReadableStreamDefaultController<Uint8Array>): void {
    pages.delete(page);
    if (pages.size > 0) return;
    clearInterval(beat);
    beat = undefined;
  }

  return {
    get count() {
      return pages.size;
    },
    open(first) {
      let own: ReadableStreamDefaultController<Uint8Array>;
      return new ReadableStream<Uint8Array>({
        start(controller) {
          own = controller;
          controller.enqueue(encoder.encode(`retry: ${RETRY}\n\n${first.map(eventText).join("")}`));
          pages.add(controller);
          beat ??= setInterval(() => write(encoder.encode(":\n\n")), BEAT_MILLISECONDS);
        },
        cancel() {
          leave(own);
        },
      }, new ByteLengthQueuingStrategy({ highWaterMark: MOST_WAITING }));
    },
    send(event) {
      if (pages.size > 0) write(encoder.encode(eventText(event)));
    },
    close() {
      for (const page of [...pages]) {
        leave(page);
        try {
          page.close();
        } catch {
          // It was closed from the other side.
        }
      }
    },
  };
}

/** JSON has no line breaks, which would end an event's data. */
function eventText({ event, data, id }: ServerEvent): string {
  const last = id === undefined ? "" : `id: ${id}\n`;
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n${last}\n`;
}
