import { assertEquals, assertStringIncludes } from "@std/assert";
import { renderAlone } from "./_render_alone.ts";

Deno.test("scatter charts share one legend with an entry for each name", async () => {
  const chart = (title: string) => ({
    title,
    x: "Rate",
    y: "Loss",
    series: [{ name: "adam", title: "Adam", points: [{ x: 1, y: 1 }] }],
  });
  const { markup, figures } = await renderAlone({
    kind: "scatter",
    title: "Search",
    charts: [chart("Rate"), chart("Momentum")],
  });
  assertEquals(markup.match(/data-series=/g)?.length, 1);
  assertEquals(figures.length, 2);
  assertStringIncludes(markup, "<figcaption>Momentum</figcaption>");
});
