import { assertEquals, assertStringIncludes } from "@std/assert";
import { renderAlone } from "./_render_alone.ts";

Deno.test("search maps colour settings by their loss, ring the chosen one and cross out the lost ones", async () => {
  const { markup } = await renderAlone({
    kind: "search-maps",
    title: "Maps",
    maps: [{
      title: "<b>",
      x: "rate",
      y: "decay",
      points: [
        { x: 0.01, y: 0, level: 0, isChosen: true },
        { x: 1, y: 0.1, level: 1, isChosen: false },
        { x: 0.1, y: 1, level: null, isChosen: false },
      ],
    }],
  });
  assertEquals(markup.match(/class="ring"/g)?.length, 1);
  assertEquals(markup.match(/class="lost"/g)?.length, 1);
  // The best at the lower left, as its decay is 0; the worst at the right.
  assertStringIncludes(markup, '<circle cx="10.0" cy="130.0" r="4.5" fill="var(--scale-7)"');
  assertStringIncludes(markup, 'cx="190.0"');
  assertStringIncludes(markup, "rate 0.01 to 1; decay 0, 0.1 to 1");
  assertStringIncludes(markup, "&lt;b&gt;: 3 settings over rate and decay, 1 without a score");
});
