import { assertEquals, assertStringIncludes } from "@std/assert";
import { scatterFigure } from "./scatter_figure.ts";

const chart = {
  title: "Search",
  x: "Rate",
  y: "Loss",
  series: [{
    name: "adam",
    title: "<b>",
    points: [{ x: 0.1, y: 2 }, { x: 0, y: 1 }, { x: 1, y: 3, as: "chosen" }, {
      x: 10,
      y: 5,
      as: "lost",
    }],
  }],
} as const;

Deno.test("scatterFigure marks what was chosen and what was lost, and leaves out what has no logarithm", () => {
  const { data: [trace], description } = scatterFigure(chart, "name");
  const { x, marker, name } = trace as {
    readonly x: number[];
    readonly name: string;
    readonly marker: { readonly size: number[]; readonly symbol: string[] };
  };
  assertEquals(x, [0.1, 1, 10]);
  assertEquals(marker.size, [7, 13, 7]);
  assertEquals(marker.symbol[2], "x");
  assertEquals(name, "&lt;b&gt;");
  assertStringIncludes(description, "3 points, chosen 1");
});
