import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { renderAlone } from "./_render_alone.ts";

Deno.test("settings show parallel coordinates, a map over the two that matter most, and shares as text", async () => {
  const { markup, figures } = await renderAlone({
    kind: "settings",
    title: "Adam",
    searched: {
      hyperparameters: ["Rate", "Beta <1>", "Decay"].map((title) => ({ title, scale: "linear" })),
      score: { title: "Loss", better: "lower", format: "number", scale: "linear" },
      settings: [{ values: [1, 2, 3], score: 4 }, { values: [2, 3, 4], score: 5 }],
    },
    importance: { alone: [0.1, 0.6, 0.2], together: 0.1 },
  });
  assertEquals(figures.length, 2);
  assertStringIncludes(markup, "Beta &lt;1&gt; and Decay");
  assertEquals(figures[1].numbers![0], ["Beta <1>", "Decay", "Loss"]);
  const rows = [...markup.matchAll(/<th scope="row">([^<]*)<\/th><td class="numeric">([^<]*)/g)];
  assertEquals(rows.map(([, title, share]) => `${title} ${share}`), [
    "Beta &lt;1&gt; 60.00 %",
    "Decay 20.00 %",
    "Rate 10.00 %",
    "Several together 10.00 %",
  ]);
  assert(markup.includes('width="60.00"'));
});
