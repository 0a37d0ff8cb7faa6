import { assertEquals, assertStringIncludes } from "@std/assert";
import { renderAlone } from "./_render_alone.ts";

Deno.test("contours stand side by side, each under its title", async () => {
  const map = (title: string) => ({
    title,
    ...{ xTitle: "First", yTitle: "Second", valueTitle: "Loss", x: [0, 1], y: [0, 1] },
    values: [[1, 2], [3, 4]],
    marks: [],
  });
  const { markup, figures } = await renderAlone({
    kind: "contours",
    title: "Planes",
    maps: [map("Around <Adam>"), map("Through three")],
  });
  assertEquals(figures.map(({ data }) => data[0].type), ["contour", "contour"]);
  assertStringIncludes(markup, "<figcaption>Around &lt;Adam&gt;</figcaption>");
});
