import { assertEquals } from "@std/assert";
import { bestCell, type HeatMap, heatmapFigure } from "./heatmap_figure.ts";

const MAP: HeatMap = {
  title: "Three layers",
  x: { title: "Learning rate", values: [0.001, 0.01] },
  y: { title: "Weight scale", values: [0.01, 0.1] },
  cells: [[0.2, 0.5], [1, null]],
  better: "higher",
  format: "percent",
};

Deno.test("bestCell finds the highest score, the first of equal ones", () => {
  assertEquals(bestCell(MAP.cells, "higher"), [0, 1]);
  assertEquals(bestCell([[0.5, 0.5]], "higher"), [0, 0]);
  assertEquals(bestCell([[null]], "higher"), null);
});

Deno.test("a lower score that is better is framed, at the bright end of the colours", () => {
  const losses: HeatMap = { ...MAP, better: "lower", format: "number" };
  assertEquals(bestCell(losses.cells, "lower"), [0, 0]);
  const { data: [cells, , light, dark], layout, description } = heatmapFigure(losses, [0.2, 1]);
  assertEquals([cells.reversescale, cells.z], [true, [[0.2, 0.5], [1, null]]]);
  assertEquals([light.text, dark.text], [["1"], ["0.2", "0.5"]]);
  const [{ x0, y0 }] = layout.shapes as { x0: number; y0: number }[];
  assertEquals([x0, y0], [-0.5, -0.5]);
  assertEquals(description.endsWith("Best 0.2 at Learning rate 0.001, Weight scale 0.01."), true);
  assertEquals(heatmapFigure(MAP, [0.2, 1]).data[0].reversescale, false);
});

Deno.test("heatmapFigure colours scores between the common limits and crosses out the rest", () => {
  const [cells, crosses] = heatmapFigure(MAP, [0.1, 1]).data;
  assertEquals(cells.z, [[20, 50], [100, null]]);
  assertEquals([cells.zmin, cells.zmax], [10, 100]);
  assertEquals([crosses.x, crosses.y], [[1], [1]]);
});

Deno.test("heatmapFigure writes light numbers on dark cells and dark ones on bright", () => {
  const [, , light, dark] = heatmapFigure(MAP, [0.1, 1]).data;
  assertEquals(light.text, ["20.0", "50.0"]);
  assertEquals(dark.text, ["100"]);
  // With no span there is no dark end.
  assertEquals(heatmapFigure({ ...MAP, cells: [[0.5]] }, [0.5, 0.5]).data[3].text, ["50.0"]);
});

Deno.test("heatmapFigure says in words where the best cell is", () => {
  assertEquals(
    heatmapFigure(MAP, [0, 1]).description,
    "Heat map Three layers: Learning rate across, Weight scale upwards. " +
      "Best 100.00\u202f% at Learning rate 0.001, Weight scale 0.1.",
  );
  const empty = heatmapFigure({ ...MAP, cells: [[null, null], [null, null]] }, [0, 1]);
  assertEquals(empty.layout.shapes, []);
});
