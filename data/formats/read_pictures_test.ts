import { Buffer } from "node:buffer";
import { PNG } from "pngjs";
import { assertEquals, assertRejects } from "@std/assert";
import { testInFolder } from "./_test_in_folder.ts";
import { dataSource } from "./data_source.ts";
import { readPictures } from "./read_pictures.ts";

function png(width: number, ...pixels: readonly (readonly [number, number, number])[]) {
  const picture = new PNG({ width, height: pixels.length / width });
  picture.data = Buffer.from(pixels.flatMap((pixel) => [...pixel, 255]));
  return new Uint8Array(PNG.sync.write(picture));
}

testInFolder(
  "pictures of a folder come in the order of their names, brought to one size",
  async (folder) => {
    Deno.writeFileSync(`${folder}/b.png`, png(2, [10, 10, 10], [30, 30, 30]));
    Deno.writeFileSync(`${folder}/a.png`, png(1, [5, 5, 5]));
    Deno.writeTextFileSync(`${folder}/notes.txt`, "no picture");
    const read = (path: string, channels: number) =>
      readPictures(dataSource(path), [channels, 1, 1]);
    assertEquals(await read(folder, 1), {
      names: ["a.png", "b.png"],
      pixels: Uint8Array.of(5, 20),
    });
    assertEquals((await read(`${folder}/a.png`, 3))!.pixels, Uint8Array.of(5, 5, 5));
    assertEquals(await read(`${folder}/notes.txt`, 1), undefined);
    Deno.writeFileSync(`${folder}/c.png`, png(1, [1, 2, 3]));
    assertEquals((await read(folder, 3))!.pixels.subarray(6), Uint8Array.of(1, 2, 3));
    await assertRejects(
      () => read(folder, 1),
      SyntaxError,
      "expected pictures of 1 channel, all grey, got coloured ones",
    );
  },
);
