import { assertEquals, assertStringIncludes } from "@std/assert";
import { renderAlone } from "./_render_alone.ts";

Deno.test("sensitivity draws all searches in one chart under a legend", async () => {
  const points = [
    { x: 0.1, y: 0.9, status: "completed" as const },
    { x: 1, y: null, status: "diverged" as const },
  ];
  const { markup, figures } = await renderAlone({
    kind: "sensitivity",
    title: "Learning rate",
    axes: { x: "Learning rate", y: "Validation accuracy" },
    series: [
      { name: "adam", title: "Adam", points, chosen: 0.1 },
      { name: "sgd", title: "SGD", points, chosen: null },
    ],
  });
  assertEquals(figures.length, 1);
  assertEquals([...markup.matchAll(/<li data-series/g)].length, 2);
  assertStringIncludes(markup, "[figure 0]");
});
