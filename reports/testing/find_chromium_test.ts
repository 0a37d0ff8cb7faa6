import { assertEquals, assertStringIncludes } from "@std/assert";
import { findChromium } from "./find_chromium.ts";

Deno.test("Chromium tells what a page writes to its console", async () => {
  const browser = await findChromium();
  if (browser === null) return;
  const path = await Deno.makeTempFile({ suffix: ".html" });
  try {
    await Deno.writeTextFile(path, "<p></p><script>missing();</script>");
    const { document, messages } = await browser.open(path);
    assertStringIncludes(document, "<p>");
    assertEquals(messages.length, 1);
    assertStringIncludes(messages[0], "missing is not defined");
  } finally {
    await Deno.remove(path);
  }
});
