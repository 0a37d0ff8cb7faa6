import { liveRenderer } from "@descent/reports";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { partLog } from "../content/part_log.ts";
import { eventStreams } from "./event_streams.ts";
import { liveHandler } from "./live_handler.ts";
import { requestCheck } from "./request_check.ts";

const origin = "http://127.0.0.1:8123";
const own = {
  host: "127.0.0.1:8123",
  origin,
  "sec-fetch-site": "same-origin",
  "x-descent-token": "act",
};

function pageOf(changes: { readonly token?: string; readonly host?: string } = {}) {
  const stopped: (string | null)[] = [];
  const log = partLog();
  const streams = eventStreams();
  const state = { hasEnded: false };
  const texts = { kicker: "Live", title: "</script><b>", question: "<i>" };
  const handle = liveHandler({
    check: requestCheck({ port: 8123, actionToken: "act", ...changes }),
    renderer: liveRenderer(texts),
    log,
    streams,
    run: "this",
    actionToken: "act",
    refresh: () => Promise.resolve(),
    stop(trial) {
      stopped.push(trial);
      return trial !== "gone";
    },
    hasEnded: () => state.hasEnded,
  });
  const part = (html: string) => log.replace([{ name: "a", html, figures: {} }]);
  const get = (path: string, headers = {}) =>
    handle(new Request(`${origin}${path}`, { headers: { ...own, ...headers } }));
  const post = (body: string, headers = {}) =>
    handle(
      new Request(`${origin}/stop`, { method: "POST", body, headers: { ...own, ...headers } }),
    );
  return { handle, get, post, part, streams, state, stopped };
}

Deno.test("liveHandler serves a page with a policy that allows its own scripts and server alone", async () => {
  const { get, part } = pageOf();
  part("<p>now</p>");
  const response = await get("/");
  const policy = response.headers.get("content-security-policy")!;
  const nonce = /script-src 'nonce-(\w{32})'/.exec(policy)![1];
  assertStringIncludes(policy, "default-src 'none'");
  assertStringIncludes(policy, "connect-src 'self'");
  assertStringIncludes(policy, "frame-ancestors 'none'");
  assertEquals(response.headers.get("x-content-type-options"), "nosniff");
  assertEquals(response.headers.get("cache-control"), "no-store");
  const html = await response.text();
  assertStringIncludes(html, '<div data-part="a"><p>now</p></div>');
  assertStringIncludes(html, '"version":"this-1"');
  assert(!/ on\w+="/.test(html.replace(/<script[\s\S]*?<\/script>/g, "")), "inline event handlers");
  assert(html.split('<script type="module"').slice(1).every((rest) => rest.includes(nonce)));
  assertEquals((await get("/")).headers.get("content-security-policy") === policy, false);
});

Deno.test("liveHandler tells a page that connects again what it lacks, and another run's page to load again", async () => {
  const { get, part, streams, state } = pageOf();
  part("1");
  part("2");
  const texts = [
    get("/events?from=this-0"),
    get("/events?from=this-2"),
    get("/events?from=this-2", { "last-event-id": "this-1" }),
    get("/events?from=other-7"),
    get("/events"),
  ].map(async (response) => await (await response).text());
  await new Promise((resolve) => setTimeout(resolve));
  streams.close();
  const two =
    'event: parts\ndata: {"names":["a"],"parts":[{"name":"a","html":"2","figures":{}}]}\n' +
    "id: this-2\n\n";
  const reload = "event: reload\ndata: null\n\n";
  assertEquals((await Promise.all(texts)).map((text) => text.replace("retry: 1000\n\n", "")), [
    two,
    "",
    two,
    reload,
    reload,
  ]);
  state.hasEnded = true;
  const late = (await get("/events?from=this-2")).text();
  streams.close();
  assertStringIncludes(await late, "event: ended");
});

Deno.test("liveHandler stops what the page asks for", async () => {
  const { post, get, stopped } = pageOf();
  assertEquals((await post('{"trial":"abc"}')).status, 204);
  assertEquals((await post('{"trial":null}')).status, 204);
  assertEquals(stopped, ["abc", null]);
  assertEquals((await post('{"trial":"gone"}')).status, 409);
  for (const body of ["", "{}", "null", '{"trial":1}', `{"trial":"${"x".repeat(2000)}"}`]) {
    assertEquals((await post(body)).status, 400, body.slice(0, 20));
  }
  assertEquals((await get("/stop")).status, 405);
  assertEquals(stopped.length, 3);
});

Deno.test("liveHandler stops nothing for anyone else", async () => {
  const { post, stopped } = pageOf();
  const foreign = [
    { origin: "http://evil.example", "sec-fetch-site": "cross-site" },
    { host: "evil.example:8123", origin: "http://evil.example:8123" },
    { "x-descent-token": "guess" },
  ];
  for (const headers of foreign) {
    const response = await post('{"trial":null}', headers);
    assertEquals([response.status, response.headers.get("x-frame-options")], [403, "DENY"]);
  }
  assertEquals(stopped, []);
});

Deno.test("liveHandler beyond loopback gives nothing without the token, and takes it out of the address", async () => {
  const { get } = pageOf({ token: "key", host: "lab.example" });
  const there = { host: "lab.example:8123" };
  for (const path of ["/", "/events", "/?token=wrong", "/?token="]) {
    assertEquals((await get(path, there)).status, 403, path);
  }
  const response = await get("/?token=key", there);
  const cookie = response.headers.get("set-cookie")!;
  assertEquals(cookie, "descent-8123=key; HttpOnly; SameSite=Strict; Path=/");
  assertStringIncludes(await response.text(), 'content="0;url=/"');
  assertEquals((await get("/", { ...there, cookie: cookie.split(";")[0] })).status, 200);
});

Deno.test("liveHandler has nothing else", async () => {
  const { get, handle } = pageOf();
  assertEquals((await get("/trials")).status, 404);
  assertEquals((await handle(new Request(origin, { method: "PUT", headers: own }))).status, 405);
});
