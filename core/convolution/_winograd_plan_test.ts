import { assert, assertEquals } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import { frequencies, tileExtent, winogradPlan, type WinogradWay } from "./_winograd_plan.ts";

const ways: readonly WinogradWay[] = [
  { source: [16, 8, 8], target: [32, 8, 8], top: 1, left: 1 },
  { source: [3, 4, 7], target: [5, 4, 7], top: 1, left: 1 },
  { source: [3, 9, 14], target: [5, 7, 12], top: 0, left: 0 },
  { source: [2, 40, 61], target: [6, 42, 63], top: 2, left: 2 },
];

for (const way of ways) {
  for (const dtype of ["f32", "f64"] as const) {
    Deno.test(`A Winograd plan's tiles lie in its images: ${JSON.stringify(way)} in ${dtype}`, () => {
      using engine = createEngine();
      using arena = engine.arena();
      const size = dtype === "f32" ? 4 : 8, batch = 5, most = 64 * 1024;
      const { source: [channels, H, W], target: [filters, rows, columns], top, left } = way;
      const plan = winogradPlan(arena, dtype, batch, way, { most });
      const { tileRows, tileColumns, images, tiles, imagesBytes } = plan;
      const words = new Int32Array(engine.memory.buffer, plan.pointer, 30);
      const [planeRows, rowStride, planeStride] = words.subarray(9, 12);
      const laidOutBytes = channels * planeStride * size;
      assertEquals([tileRows, tileColumns], [Math.ceil(rows / 4), Math.ceil(columns / 4)]);
      // The last tile ends within its plane, as does the image between its zeros.
      assert(tileRows * tileExtent + 2 <= planeRows && tileColumns * tileExtent + 2 <= rowStride);
      assert(top + H <= planeRows + 2 && left + W <= rowStride + 2);
      assert(planeRows * rowStride <= planeStride && images * laidOutBytes <= imagesBytes);
      // Whole vectors of images are transformed together, where they have a frame of zeros.
      const lanes = 16 / size, together = words[26];
      assertEquals(together, top === 1 && images >= lanes ? lanes : 1);
      assertEquals(images % together, 0);
      const inOrder = winogradPlan(arena, dtype, batch, way, { most, anyOrder: false });
      assertEquals(new Int32Array(engine.memory.buffer, inOrder.pointer, 27)[26], 1);

      const count = images * tileRows * tileColumns;
      const places = [...new Int32Array(engine.memory.buffer, words[24], Math.ceil(count / 4) * 4)];
      const corners = Array.from({ length: count }, (_, tile) => {
        const column = tile % tileColumns, row = Math.floor(tile / tileColumns) % tileRows;
        const image = Math.floor(tile / (tileColumns * tileRows));
        return image * laidOutBytes + size * tileExtent * (row * rowStride + column);
      });
      assertEquals(places.slice(0, count), corners);
      assertEquals(new Set(places.slice(count - 1)).size, 1);

      // Tiles go in whole panels of products, as many as the bytes of a run allow.
      assertEquals(tiles % 12, 0);
      const tileBytes = size * frequencies * (channels + plan.paddedFilters);
      assert(tiles * tileBytes <= most * (together > 1 ? 4 / 3 : 1) || tiles === 12);
      assert(plan.paddedFilters >= filters && images >= 1 && images <= batch);
      assert(plan.scratchBytes >= tiles * tileBytes + imagesBytes);
    });
  }
}
