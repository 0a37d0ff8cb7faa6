import { assertEquals, assertThrows } from "@std/assert";
import { createEngine } from "./memory/engine.ts";
import { gatherImages } from "./gather_images.ts";
import { randomStream } from "./random/random_stream.ts";

for (const dtype of ["f32", "f64"] as const) {
  Deno.test(`gatherImages is exactly the reference implementation in ${dtype} and writes nothing else`, () => {
    using engine = createEngine();
    const random = randomStream({ seed: 17 });
    const rounded = dtype === "f32" ? Math.fround : (value: number) => value;
    const sizes = Array.from({ length: 20 }, () => [1 + random.integer(9), 1 + random.integer(60)]);
    for (const [N, D] of [[0, 5], [1, 1], [3, 784], ...sizes]) {
      using arena = engine.arena();
      const M = 7;
      const images = arena.tensor([M, D], "u8"), indices = arena.tensor([N], "i32");
      images.data.forEach((_, i) => images.data[i] = random.integer(256));
      indices.data.forEach((_, n) => indices.data[n] = random.integer(M));
      const mean = arena.tensor([D], dtype);
      random.fillUniform(mean.data, 0, 255);
      for (const [scale, shift] of [[1, mean], [1 / 255, undefined]] as const) {
        const around = arena.tensor([N + 2, D], dtype);
        around.data.fill(42);
        gatherImages(images, indices, around.rows(1, N + 1), scale, shift);
        const want = Array.from({ length: N * D }, (_, i) => {
          const pixel = images.data[indices.data[Math.floor(i / D)] * D + i % D];
          return rounded(rounded(pixel * rounded(scale)) - (shift ? shift.data[i % D] : 0));
        });
        const edge = new Array(D).fill(42);
        assertEquals([...around.data], [...edge, ...want, ...edge], `[${N}, ${D}]`);
      }
    }
  });
}

Deno.test("Images of more axes are gathered into a batch of any image shape", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const images = arena.from([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2], "u8");
  const batch = gatherImages(images, arena.from([1], [1], "i32"), arena.tensor([1, 1, 2, 2]));
  assertEquals([...batch.data], [5, 6, 7, 8]);
});

Deno.test("Indices outside the images and batches that do not fit are refused", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const images = arena.tensor([3, 4], "u8"), batch = arena.tensor([2, 4]);
  const gather = (indices: number[], out = batch, mean?: typeof batch) =>
    gatherImages(images, arena.from(indices, [indices.length], "i32"), out, 1, mean);
  assertThrows(() => gather([0, 3]), RangeError, "from 0 to 2, got 3 at 1");
  assertThrows(() => gather([-1, 0]), RangeError, "got -1 at 0");
  assertThrows(() => gather([0]), TypeError, "[3, 4], [1] and [2, 4]");
  assertThrows(() => gather([0, 1], batch, arena.tensor([3])), TypeError, "mean [3]");
});
