import { timingSafeEqual } from "node:crypto";

/**
 * Options of {@linkcode requestCheck}.
 *
 * @category Server
 */
export interface RequestCheckOptions {
  /** The port that is listened on. */
  readonly port: number;
  /** The name or address that others reach this machine by; default loopback alone. */
  readonly host?: string | undefined;
  /** The token that every request must bring in a cookie; default none. */
  readonly token?: string | undefined;
  /** The token that an action must bring besides, in a header; only the page knows it. */
  readonly actionToken: string;
}

/**
 * Refuses requests that no page of this server makes.
 *
 * @category Server
 */
export interface RequestCheck {
  /** The cookie that carries the token. */
  readonly cookie: string;
  /**
   * Refuses a request to read.
   *
   * @param request The request.
   * @returns The refusal; `null` where it is allowed.
   */
  read(request: Request): Response | null;
  /**
   * Refuses a request to act: it must come from the page itself.
   *
   * @param request The request.
   * @returns The refusal; `null` where it is allowed.
   */
  act(request: Request): Response | null;
  /**
   * Whether a text is the token.
   *
   * @param text The text.
   */
  isToken(text: string): boolean;
}

/** The header that carries the token of an action. */
const ACTION_HEADER = "x-descent-token";
const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];
/** An address in digits, which no name on a foreign server can stand for. */
const ADDRESS = /^(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:.]+\])$/i;
/** A host that stands for all addresses of this machine. */
const ANY = "0.0.0.0";

/**
 * The rules by which a live page is served: to its own host names alone, as a foreign page may have its name resolve to
 * this machine (DNS rebinding); beyond loopback with a token alone; and actions to the page itself alone, which has a
 * token that other pages cannot read.
 *
 * @category Server
 * @param options Port, host and tokens, see {@linkcode RequestCheckOptions}.
 * @returns The check.
 *
 * @example
 * ```ts
 * import { requestCheck } from "@descent/live";
 * import { assertEquals } from "@std/assert";
 *
 * const check = requestCheck({ port: 8000, actionToken: "secret" });
 * const request = (host: string) => new Request("http://127.0.0.1:8000/", { headers: { host } });
 * assertEquals(check.read(request("127.0.0.1:8000")), null);
 * assertEquals(check.read(request("evil.example:8000"))?.status, 403);
 * ```
 */
export function requestCheck(
  { port, host, token, actionToken }: RequestCheckOptions,
): RequestCheck {
  // Cookies do not tell ports apart.
  const cookie = `descent-${port}`;
  const names = [...LOOPBACK, ...host === undefined ? [] : [host.toLowerCase()]];

  function isOwnHost(value: string | null): boolean {
    if (value === null) return false;
    const lower = value.toLowerCase();
    const suffix = `:${port}`;
    const name = lower.endsWith(suffix)
      ? lower.slice(0, -suffix.length)
      : port === 80
      ? lower
      : undefined;
    if (name === undefined) return false;
    return names.includes(name) ||
      host === ANY && ADDRESS.test(name);
  }

  function read(request: Request): Response | null {
    const { headers } = request;
    if (!isOwnHost(headers.get("host"))) {
      return refusal("This page answers to its own address alone; use the one that was printed.");
    }
    if (token !== undefined && !isSame(cookieOf(request, cookie), token)) {
      return refusal("This page needs its token; use the address that was printed.");
    }
    const site = headers.get("sec-fetch-site");
    // A link to it may stand anywhere, but nothing that another page reads or embeds.
    const isOpened = headers.get("sec-fetch-mode") === "navigate" &&
      headers.get("sec-fetch-dest") === "document";
    if (site !== null && site !== "same-origin" && site !== "none" && !isOpened) {
      return refusal("This page is no part of another one.");
    }
    return null;
  }

  return {
    cookie,
    read,
    act(request) {
      const { headers } = request;
      const refused = read(request);
      if (refused !== null) return refused;
      const site = headers.get("sec-fetch-site");
      const origin = headers.get("origin");
      const isOwn = origin === `http://${headers.get("host")}` &&
        (site === null || site === "same-origin");
      if (!isOwn) return refusal("Only the page itself stops trials.");
      return isSame(headers.get(ACTION_HEADER), actionToken)
        ? null
        : refusal("This page is of a former run: load it again.");
    },
    isToken: (text) => token !== undefined && isSame(text, token),
  };
}

function refusal(text: string): Response {
  return new Response(text, { status: 403, headers: { "content-type": "text/plain" } });
}

function cookieOf(request: Request, name: string): string | null {
  const pairs = (request.headers.get("cookie") ?? "").split(/;\s*/);
  const found = pairs.find((pair) => pair.startsWith(`${name}=`));
  return found === undefined ? null : found.slice(name.length + 1);
}

/** In a time that tells nothing of how much of it is right. */
function isSame(text: string | null, wanted: string): boolean {
  const encoder = new TextEncoder();
  const a = encoder.encode(text ?? ""), b = encoder.encode(wanted);
  return a.length === b.length && timingSafeEqual(a, b);
}
