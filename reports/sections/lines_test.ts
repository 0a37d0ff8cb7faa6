import { assertEquals } from "@std/assert";
import type { Figure } from "../charts/figure.ts";
import { pageStyles } from "../charts/series_style.ts";
import { html } from "../text/html.ts";
import { type LinesSection, renderLines } from "./lines.ts";
import type { PageContext } from "./page_context.ts";

const SECTION: LinesSection = {
  kind: "lines",
  title: "Time",
  charts: [
    {
      title: "By width",
      x: { title: "Width" },
      y: { title: "Time" },
      series: [{ name: "two", title: "2 threads", points: [{ x: 1, y: 1 }] }],
    },
    {
      title: "By depth",
      x: { title: "Depth" },
      y: { title: "Time" },
      series: [
        { name: "one", title: "1 thread", points: [{ x: 1, y: 3 }] },
        { name: "two", title: "2 threads", points: [{ x: 1, y: 2 }] },
      ],
    },
  ],
};

Deno.test("renderLines gives a series one entry of the legend and one colour in all charts", () => {
  const figures: Figure[] = [];
  const context: Partial<PageContext> = {
    figure: (figure) => {
      figures.push(figure);
      return html``;
    },
    styles: pageStyles(),
  };
  const { markup } = renderLines(SECTION, context as PageContext);
  assertEquals([...markup.matchAll(/data-series="(\w+)"/g)].map(([, name]) => name), [
    "two",
    "one",
  ]);
  const colours = figures.map(({ data }) =>
    data.map(({ name, line }) => [name, (line as { color: string }).color])
  );
  assertEquals(colours[0], colours[1]);
  assertEquals(figures.map(({ data }) => data.map(({ y }) => y)), [[[1], []], [[2], [3]]]);
});
