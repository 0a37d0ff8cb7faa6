import { assertEquals } from "@std/assert";
import { requestCheck } from "./request_check.ts";

const PORT = 8123;
const own = {
  host: `127.0.0.1:${PORT}`,
  origin: `http://127.0.0.1:${PORT}`,
  "sec-fetch-site": "same-origin",
  "x-descent-token": "act",
};

function request(headers: Readonly<Record<string, string | null>>): Request {
  const given = Object.entries(headers).filter((pair): pair is [string, string] =>
    pair[1] !== null
  );
  return new Request(`http://127.0.0.1:${PORT}/stop`, { method: "POST", headers: given });
}

const loopback = requestCheck({ port: PORT, actionToken: "act" });
const statusOf = (response: Response | null) => response?.status ?? 200;

Deno.test("requestCheck lets the page read and act on loopback, by each of its names", () => {
  for (const name of ["127.0.0.1", "localhost", "[::1]", "LOCALHOST"]) {
    const host = `${name}:${PORT}`;
    const headers = { ...own, host, origin: `http://${host}` };
    assertEquals(statusOf(loopback.read(request(headers))), 200, name);
    assertEquals(statusOf(loopback.act(request(headers))), 200, name);
  }
  // A browser that sends no fetch metadata, and a link that was clicked.
  assertEquals(statusOf(loopback.act(request({ ...own, "sec-fetch-site": null }))), 200);
  const link = {
    host: own.host,
    "sec-fetch-site": "cross-site",
    "sec-fetch-mode": "navigate",
    "sec-fetch-dest": "document",
  };
  assertEquals(statusOf(loopback.read(request(link))), 200);
});

Deno.test("requestCheck refuses every other host, as a name may be made to resolve to this machine", () => {
  const hosts = [
    "evil.example",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "192.168.0.1",
    "0.0.0.0",
    "",
  ];
  for (const name of hosts) {
    const host = `${name}:${PORT}`;
    assertEquals(statusOf(loopback.read(request({ ...own, host }))), 403, name);
    assertEquals(statusOf(loopback.act(request({ ...own, host, origin: `http://${host}` }))), 403);
  }
  for (const host of ["127.0.0.1", "127.0.0.1:80", `127.0.0.1:${PORT}0`, null]) {
    assertEquals(statusOf(loopback.read(request({ ...own, host }))), 403, String(host));
  }
});

Deno.test("requestCheck refuses actions that another page or program asks for", () => {
  const foreign: readonly Readonly<Record<string, string | null>>[] = [
    { origin: "http://evil.example" },
    { origin: `https://127.0.0.1:${PORT}` },
    { origin: `http://127.0.0.1:${PORT + 1}` },
    { origin: "null" },
    { origin: null },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "none" },
    { "x-descent-token": null },
    { "x-descent-token": "" },
    { "x-descent-token": "acT" },
    { "x-descent-token": "act2" },
  ];
  for (const headers of foreign) {
    assertEquals(
      statusOf(loopback.act(request({ ...own, ...headers }))),
      403,
      JSON.stringify(headers),
    );
  }
});

Deno.test("requestCheck lets no other page read it, such as in a frame or as a script", () => {
  for (const dest of ["iframe", "script", "image", "empty"]) {
    const headers = { host: own.host, "sec-fetch-site": "cross-site", "sec-fetch-dest": dest };
    const mode = dest === "iframe" ? "navigate" : "no-cors";
    assertEquals(
      statusOf(loopback.read(request({ ...headers, "sec-fetch-mode": mode }))),
      403,
      dest,
    );
  }
});

Deno.test("requestCheck beyond loopback needs the token, for reading and for acting", () => {
  const far = requestCheck({ port: PORT, host: "lab.example", token: "key", actionToken: "act" });
  const host = `lab.example:${PORT}`;
  const headers = { ...own, host, origin: `http://${host}` };
  const cookie = `${far.cookie}=key`;
  assertEquals(statusOf(far.read(request(headers))), 403);
  assertEquals(statusOf(far.act(request(headers))), 403);
  assertEquals(statusOf(far.read(request({ ...headers, cookie }))), 200);
  assertEquals(statusOf(far.act(request({ ...headers, cookie: `a=b; ${cookie}` }))), 200);
  for (const wrong of [`${far.cookie}=`, `${far.cookie}=kex`, "descent=key", `x${cookie}`]) {
    assertEquals(statusOf(far.read(request({ ...headers, cookie: wrong }))), 403, wrong);
  }
  assertEquals(statusOf(far.act(request({ ...headers, cookie, "x-descent-token": "no" }))), 403);
  // The token is for this name: another may be made to resolve to this machine.
  assertEquals(
    statusOf(far.read(request({ ...headers, cookie, host: `evil.example:${PORT}` }))),
    403,
  );
  assertEquals([far.isToken("key"), far.isToken("kez"), far.isToken("")], [true, false, false]);
  assertEquals(loopback.isToken(""), false);
});

Deno.test("requestCheck for all addresses answers to those in digits, and to no name", () => {
  const any = requestCheck({ port: PORT, host: "0.0.0.0", token: "key", actionToken: "act" });
  const statusAt = (name: string) =>
    statusOf(any.read(request({ host: `${name}:${PORT}`, cookie: `${any.cookie}=key` })));
  assertEquals(["192.168.0.7", "[fe80::1]", "localhost"].map(statusAt), [200, 200, 200]);
  assertEquals(["evil.example", "1.2.3.4.example", "12"].map(statusAt), [403, 403, 403]);
});
