import { assertEquals } from "@std/assert";
import { holderText } from "./holder_text.ts";

Deno.test("holderText says who and since when, and steers no terminal", () => {
  const since = "2026-03-01T09:26:49.000Z";
  assertEquals(
    holderText({ host: "a\x1b[2J", process: 7, since }),
    `process 7 on a\ufffd[2J since ${since}`,
  );
  assertEquals(holderText({ host: null, process: 0, since }), "another process");
});
