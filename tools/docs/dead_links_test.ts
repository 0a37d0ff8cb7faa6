import { assertEquals } from "@std/assert";
import { deadLinks } from "./dead_links.ts";

Deno.test("deadLinks names links to pages and parts that are not there", () => {
  const pages = new Map([
    [
      "a.html",
      '<h2 id="one">1</h2><a href="#one"></a><a href="#two"></a><a href="b.html#x"></a><a class="c" href="c.html"></a>',
    ],
    [
      "b.html",
      '<p id="x"></p><img src="p.png"><img src="q.png"><a href="https://example.org"></a>',
    ],
  ]);
  assertEquals(deadLinks(pages, new Set(["p.png"])), [
    "a.html: no part #two",
    "a.html: no page c.html",
    "b.html: no page q.png",
  ]);
});
