import type { LiveRenderer } from "@descent/reports";
import type { PartLog } from "../content/part_log.ts";
import type { EventStreams, ServerEvent } from "./event_streams.ts";
import type { RequestCheck } from "./request_check.ts";

/**
 * Options of {@linkcode liveHandler}.
 *
 * @category Server
 */
export interface LiveHandlerOptions {
  /** Refuses requests that no page of this server makes. */
  readonly check: RequestCheck;
  /** Renders the page. */
  readonly renderer: LiveRenderer;
  /** The parts of the page. */
  readonly log: PartLog;
  /** The pages that listen. */
  readonly streams: EventStreams;
  /** Names this run among those that answer at the same address. */
  readonly run: string;
  /** The token that the page sends to act; another page cannot read it. */
  readonly actionToken: string;
  /** Brings the parts up to date, for a page that is opened. */
  readonly refresh: () => Promise<void>;
  /**
   * Stops a trial, or all.
   *
   * @param trial Which one; `null` for all.
   * @returns Whether there was something to stop.
   */
  readonly stop: (trial: string | null) => boolean;
  /** Whether the run has ended. */
  readonly hasEnded: () => boolean;
}

/** A trial's id is 16 hexadecimal digits. */
const MOST_BODY_BYTES = 1000;

/** Headers of every response, which say what it must not be used for. */
const HEADERS = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

/**
 * Answers the requests of a live page: `GET /` the page as it is now, `GET /events` what changes, `POST /stop` stops a trial
 * or all. Where a token is needed, `GET /?token=…` puts it into a cookie.
 *
 * @category Server
 * @param options Check, renderer, parts and streams, see {@linkcode LiveHandlerOptions}.
 * @returns The handler, for `Deno.serve`.
 *
 * @example
 * ```ts ignore
 * import { liveHandler, type LiveHandlerOptions } from "@descent/live";
 *
 * function serve(options: LiveHandlerOptions) {
 *   return Deno.serve({ hostname: "127.0.0.1" }, liveHandler(options));
 * }
 * ```
 */
export function liveHandler(options: LiveHandlerOptions): (request: Request) => Promise<Response> {
  const { check } = options;
  return async (request) => {
    const response = await answer(request);
    for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
    return response;
  };

  async function answer(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/stop") {
      if (request.method !== "POST") return plain(405, "Ask with POST.");
      return check.act(request) ?? await stop(request);
    }
    const token = searchParams.get("token");
    if (pathname === "/" && token !== null && check.isToken(token)) return withCookie(token);
    const refused = check.read(request);
    if (refused !== null) return refused;
    if (request.method !== "GET") return plain(405, "Ask with GET.");
    if (pathname === "/") return await page();
    if (pathname === "/events") return events(request, searchParams.get("from"));
    return plain(404, "There is nothing here.");
  }

  /** The address that the reader sees, and may copy, is without the token. */
  function withCookie(token: string): Response {
    const cookie = `${check.cookie}=${token}; HttpOnly; SameSite=Strict; Path=/`;
    // A redirect from another site would be a cross-site request, to which the cookie does not go.
    const body =
      '<!doctype html><title>Descent</title><meta http-equiv="refresh" content="0;url=/">';
    return new Response(body, {
      headers: {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
        "set-cookie": cookie,
      },
    });
  }

  async function page(): Promise<Response> {
    const { renderer, log, run, actionToken, refresh } = options;
    await refresh();
    const nonce = crypto.getRandomValues(new Uint8Array(16)).toHex();
    const data = { token: actionToken, version: `${run}-${log.version}` };
    return new Response(await renderer.document(log.parts, { nonce, data }), {
      headers: {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy":
          `default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'; ` +
          "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      },
    });
  }

  function events(request: Request, from: string | null): Response {
    const { log, run, streams, hasEnded } = options;
    const known = request.headers.get("last-event-id") ?? from ?? "";
    const [knownRun, version] = known.split("-");
    const first: ServerEvent[] = [];
    if (knownRun !== run) {
      first.push({ event: "reload", data: null });
    } else {
      const change = log.since(Number(version) || 0);
      if (change !== null) {
        const { names, parts } = change;
        first.push({ event: "parts", data: { names, parts }, id: `${run}-${change.version}` });
      }
      if (hasEnded()) first.push({ event: "ended", data: null });
    }
    return new Response(streams.open(first), { headers: { "content-type": "text/event-stream" } });
  }

  async function stop(request: Request): Promise<Response> {
    const text = await request.text();
    const trial = text.length > MOST_BODY_BYTES ? undefined : trialOf(text);
    if (trial === undefined) {
      return plain(400, "Which trial? Wanted JSON with its id, or null for all.");
    }
    return options.stop(trial)
      ? new Response(null, { status: 204 })
      : plain(409, trial === null ? "The run has ended." : "That trial does not run any more.");
  }
}

function trialOf(text: string): string | null | undefined {
  try {
    const { trial } = JSON.parse(text);
    return typeof trial === "string" || trial === null ? trial : undefined;
  } catch {
    return undefined;
  }
}

function plain(status: number, text: string): Response {
  return new Response(text, { status, headers: { "content-type": "text/plain" } });
}
