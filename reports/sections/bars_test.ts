import { assertEquals, assertStringIncludes } from "@std/assert";
import { renderAlone } from "./_render_alone.ts";

Deno.test("bars give every chart its caption and its own figure", async () => {
  const rows = [{ name: "adam", title: "Adam", values: [1, 3] }];
  const { markup, figures } = await renderAlone({
    kind: "bars",
    title: "Target",
    charts: [{ title: "Steps", format: "count", rows }, { title: "Time", format: "seconds", rows }],
  });
  assertStringIncludes(markup, "<figcaption>Steps</figcaption>[figure 0]");
  assertStringIncludes(markup, "<figcaption>Time</figcaption>[figure 1]");
  assertEquals(figures.map(({ data }) => data[0].x), [[2], [2]]);
});
