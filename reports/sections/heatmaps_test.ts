import { assertEquals, assertStringIncludes } from "@std/assert";
import { renderAlone } from "./_render_alone.ts";

const map = (title: string, cells: (number | null)[][]) => ({
  title,
  x: { title: "Learning rate", values: [0.01, 0.1] },
  y: { title: "Weight scale", values: [1] },
  cells,
  better: "higher" as const,
  format: "percent" as const,
});

Deno.test("heat maps side by side share one colour scale and have their numbers as tables", async () => {
  const { markup, figures } = await renderAlone({
    kind: "heatmaps",
    title: "Region",
    maps: [map("Three layers", [[0.25, 0.75]]), map("Five layers", [[0.5, null]])],
  });
  assertEquals(figures.map(({ data }) => [data[0].zmin, data[0].zmax]), [[25, 75], [25, 75]]);
  assertStringIncludes(markup, '<td class="numeric">75.00 %</td>');
  assertStringIncludes(markup, '<td class="numeric">–</td>');
});

Deno.test("heat maps without any score are drawn all the same", async () => {
  const { figures } = await renderAlone({
    kind: "heatmaps",
    title: "Nothing",
    maps: [map("Diverged", [[null, null]])],
  });
  assertEquals(figures.length, 1);
});
