import { assertEquals, assertStringIncludes } from "@std/assert";
import { inflateSync } from "node:zlib";
import { renderAlone } from "./_render_alone.ts";
import { pngAddress } from "./_png.ts";

/** The filtered rows of a PNG, from its one chunk of data. */
function rowsOf(address: string): number[] {
  const bytes = Uint8Array.fromBase64(address.split(",")[1]);
  const length = new DataView(bytes.buffer).getUint32(33);
  return [...inflateSync(bytes.subarray(41, 41 + length))];
}

Deno.test("pngAddress writes rows of pixels, each after its filter, channels side by side", () => {
  assertEquals(rowsOf(pngAddress(Uint8Array.of(1, 2, 3, 4, 5, 6), [1, 2, 3])), [
    ...[0, 1, 2, 3],
    ...[0, 4, 5, 6],
  ]);
  assertEquals(rowsOf(pngAddress(Uint8Array.of(1, 2, 3, 4, 5, 6), [3, 1, 2])), [
    ...[0, 1, 3, 5, 2, 4, 6],
  ]);
});

Deno.test("pictures have their size, their words and a group's title", async () => {
  const picture = { pixels: "AAECAwQF", shape: [1, 2, 3], caption: "<3", description: "a 3" };
  const groups = [{ series: "adam", title: "Adam, seed 1", pictures: [picture] }];
  const { markup: rendered } = await renderAlone({ kind: "pictures", title: "Worst", groups });
  assertStringIncludes(rendered, 'alt="a 3" width="3" height="2"');
  assertStringIncludes(rendered, "<span>&lt;3</span>");
  assertStringIncludes(rendered, "Adam, seed 1");
});
