import { assertEquals, assertRejects } from "@std/assert";
import { eventStreams } from "./event_streams.ts";

const parts = (data: unknown) => ({ event: "parts", data, id: "1" });

Deno.test("eventStreams sends to all that listen, in order, and ends after what was sent", async () => {
  const streams = eventStreams();
  const texts = [streams.open([parts("first")]), streams.open([])]
    .map((stream) => new Response(stream).text());
  assertEquals(streams.count, 2);
  streams.send(parts("a\nb"));
  streams.send({ event: "ended", data: {} });
  streams.close();
  const both = 'event: parts\ndata: "a\\nb"\nid: 1\n\nevent: ended\ndata: {}\n\n';
  assertEquals(await Promise.all(texts), [
    `retry: 1000\n\nevent: parts\ndata: "first"\nid: 1\n\n${both}`,
    `retry: 1000\n\n${both}`,
  ]);
  assertEquals(streams.count, 0);
});

Deno.test("eventStreams forgets a page that is closed, and sends to the others", async () => {
  const streams = eventStreams();
  const closed = streams.open([]), open = new Response(streams.open([])).text();
  await closed.cancel();
  assertEquals(streams.count, 1);
  streams.send(parts("a"));
  streams.close();
  assertEquals(await open, 'retry: 1000\n\nevent: parts\ndata: "a"\nid: 1\n\n');
});

Deno.test("eventStreams lets go of a page that does not keep up", async () => {
  const streams = eventStreams();
  const slow = streams.open([]);
  const large = "x".repeat(2 ** 22);
  for (let n = 0; n < 8; n++) streams.send(parts(large));
  assertEquals(streams.count, 0);
  await assertRejects(() => new Response(slow).text(), Error, "keep up");
});
