import { assertEquals } from "@std/assert";
import { windowShape } from "../windows/window_shape.ts";
import { nativeShapeWords, shapeOfWords, wordsOfShape } from "./native_shape.ts";

Deno.test("A shape comes back from its words", () => {
  const window = windowShape("Test", [9, 14], {
    kernel: [3, 2],
    stride: [2, 1],
    dilation: [1, 3],
    padding: [1, 2, 3, 4],
  });
  const layouts = { input: "planes", output: "blocks" } as const;
  const shape = { window, channels: 6, filters: 4, groups: 2, winograd: true, layouts };
  const words = wordsOfShape(shape);
  assertEquals(words.length, nativeShapeWords);
  assertEquals(shapeOfWords(Int32Array.from(words)), shape);
});
