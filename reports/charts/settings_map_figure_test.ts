import { assertEquals } from "@std/assert";
import { settingsMapFigure } from "./settings_map_figure.ts";

Deno.test("settingsMapFigure places settings by two hyperparameters and colours them by score", () => {
  const { data, layout, numbers } = settingsMapFigure({
    hyperparameters: [
      { title: "Learning rate", scale: "log" },
      { title: "Beta", scale: "linear" },
      { title: "<i>", scale: "linear" },
    ],
    score: { title: "Accuracy", better: "higher", format: "percent", scale: "linear" },
    settings: [
      { values: [0.1, 5, 0], score: 0.5 },
      { values: [0.2, 6, 1], score: null },
    ],
  }, [2, 0]);
  const [scored, lost] = data;
  assertEquals([scored.x, scored.y, scored.text], [[0], [0.1], ["50.00\u202f%"]]);
  const { color, reversescale } = scored.marker as { color: number[]; reversescale: boolean };
  assertEquals([color, reversescale], [[0.5], false]);
  assertEquals([lost.x, lost.y], [[1], [0.2]]);
  assertEquals((layout.yaxis as { type: string }).type, "log");
  assertEquals((layout.xaxis as { title: { text: string } }).title.text, "&lt;i&gt;");
  const { colorbar } = scored.marker as { colorbar: { ticktext: string[] } };
  assertEquals(colorbar.ticktext[0], "50.00\u202f%");
  assertEquals(numbers, [["<i>", "Learning rate", "Accuracy"], [0, 0.1, 0.5], [1, 0.2, null]]);
});
