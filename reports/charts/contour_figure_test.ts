import { assertEquals, assertStringIncludes } from "@std/assert";
import { plotlyBundle } from "../page/_plotly_library.ts";
import { contourFigure, type ContourMap } from "./contour_figure.ts";

const MAP: ContourMap = {
  title: "Around Adam",
  ...{ xTitle: "First", yTitle: "Second", valueTitle: "Training loss" },
  x: [-1, 0, 1],
  y: [0, 2],
  values: [[0.01, 0.1, null], [1, 10, 100]],
  marks: [{ title: "Adam <b>", x: 0, y: 2 }],
};

Deno.test("contourFigure draws values that span factors of ten on a logarithmic scale, and says what they are", () => {
  const { data: [contour, marks], description, numbers, layout } = contourFigure(MAP);
  assertEquals(contour.z, [[-2, -1, null], [0, 1, 2]]);
  const { start, end } = contour.contours as { start: number; end: number };
  assertEquals([start, end], [-2, 2]);
  const { tickvals, ticktext } = contour.colorbar as { tickvals: number[]; ticktext: string[] };
  assertEquals(tickvals, [-2, -1, 0, 1, 2]);
  assertEquals(ticktext, ["0.01", "0.1", "1", "10", "100"]);
  assertEquals([marks.x, marks.y, marks.text], [[0], [2], ["Adam &lt;b&gt;"]]);
  assertEquals((layout.xaxis as { range: number[] }).range, [-1, 1]);
  assertStringIncludes(description, "from 0.01 to 100. Marked: Adam <b>.");
  assertEquals(numbers?.slice(0, 4), [
    ["First", "Second", "Training loss"],
    [-1, 0, 0.01],
    [0, 0, 0.1],
    [1, 0, null],
  ]);
  assertEquals(plotlyBundle([contourFigure(MAP)]), "cartesian");
});

Deno.test("contourFigure draws values of one size, or of both signs, as they are, and nothing where none is known", () => {
  const zOf = (values: ContourMap["values"]) => contourFigure({ ...MAP, values }).data[0].z;
  assertEquals(zOf([[1, 2, 3], [4, 5, 6]]), [[1, 2, 3], [4, 5, 6]]);
  assertEquals(zOf([[0, 100, 3], [4, 5, 6]]), [[0, 100, 3], [4, 5, 6]]);
  const flat = contourFigure({ ...MAP, values: [[1, 1, 1], [1, 1, 1]] });
  assertEquals((flat.data[0].contours as { size: number }).size > 0, true);
  const none = contourFigure({ ...MAP, values: [[null, null, null], [null, null, null]] });
  assertStringIncludes(none.description, "nowhere known");
});

Deno.test("contourFigure writes names of marks near an end towards the middle, above and below", () => {
  const marks = [-1, 0, 0.9].map((x) => ({ title: "Momentum", x, y: 1 }));
  const { data: [, { textposition }] } = contourFigure({ ...MAP, marks });
  assertEquals(textposition, ["top right", "top center", "bottom left"]);
});
