import { assertEquals } from "@std/assert";
import { allPlanes } from "../types/image_layout.ts";
import { windowShape } from "../windows/window_shape.ts";
import { imagesAtOnce } from "./_images_at_once.ts";
import { worthWinograd } from "./_worth_winograd.ts";

function shapeOf(size: number, kernel: number, channels: number, winograd = true) {
  const window = windowShape("Test", [size, size], { kernel, padding: "same" });
  return { window, channels, filters: channels, groups: 1, winograd, layouts: allPlanes };
}

Deno.test("Winograd's way is for wide filters of 3 by 3 on images of many tiles, where it may be taken", () => {
  const worth = (...[images, ...shape]: [number, ...Parameters<typeof shapeOf>]) =>
    worthWinograd(shapeOf(...shape), images);
  assertEquals(worth(8, 16, 3, 32), true);
  assertEquals(worth(8, 16, 3, 32, false), false);
  assertEquals(worth(8, 16, 5, 32), false);
  assertEquals(worth(8, 16, 3, 16), false);
  assertEquals(worth(8, 8, 3, 64), true);
  assertEquals(worth(4, 8, 3, 64), false);
  // Of the tiles of 14 by 14 outputs a quarter is not theirs.
  assertEquals(worth(16, 14, 3, 64), false);
});

Deno.test("Images go a few at a time: what a cache holds, or the tiles of a product, and never more than there are", () => {
  assertEquals(imagesAtOnce(shapeOf(32, 5, 16), 128), 1);
  assertEquals(imagesAtOnce(shapeOf(8, 5, 64), 128), 2);
  assertEquals(imagesAtOnce(shapeOf(8, 5, 1), 128), 8);
  assertEquals(imagesAtOnce(shapeOf(8, 5, 1), 3), 3);
  assertEquals(imagesAtOnce(shapeOf(8, 3, 64), 128), 16);
  assertEquals(imagesAtOnce(shapeOf(32, 3, 64), 128), 8);
  const layouts = { input: "blocks", output: "blocks" } as const;
  assertEquals(imagesAtOnce({ ...shapeOf(32, 5, 16), layouts }, 128), 16);
});
