import { assert, assertEquals, assertThrows } from "@std/assert";
import { threadsAllowed } from "./_threads_allowed.ts";
import { dropoutMask } from "./dropout_mask.ts";
import { createEngine } from "./memory/engine.ts";
import { philox } from "./random/philox.ts";
import { randomStream } from "./random/random_stream.ts";

const key: [number, number] = [0xdeadbeef, 0x12345678];

/** The reference implementation: one word of the generator for each element. */
function plainMask(size: number, rate: number, pass: number): number[] {
  const words = new Uint32Array(4), limit = Math.round((1 - rate) * 2 ** 32);
  return Array.from({ length: size }, (_, e) => {
    philox(e >>> 2, pass, 0, 0, ...key, words);
    return words[e % 4] < limit ? 1 / (1 - rate) : 0;
  });
}

for (const dtype of ["f32", "f64"] as const) {
  Deno.test(`dropoutMask draws what philox draws, in ${dtype}, and writes nothing else`, () => {
    using engine = createEngine();
    using arena = engine.arena();
    const round = dtype === "f32" ? Math.fround : Number;
    for (const rate of [0, 0.2, 0.5, 0.9]) {
      for (const size of [1, 2, 3, 4, 5, 15, 16, 17, 31, 33, 1000]) {
        for (const pass of [0, 7, 0xffffffff]) {
          const around = arena.tensor([size + 8], dtype);
          around.data.fill(42);
          dropoutMask(around.rows(0, size), { rate, key, pass });
          const want = [...plainMask(size, rate, pass).map(round), ...new Array(8).fill(42)];
          assertEquals([...around.data], want, `rate ${rate}, size ${size}, pass ${pass}`);
        }
      }
    }
  });

  const ignore = !threadsAllowed();

  Deno.test(
    { name: `A mask is the same for any number of threads, in ${dtype}`, ignore },
    async () => {
      const mask = async (threads: number) => {
        using engine = createEngine({ threads });
        using arena = engine.arena();
        await engine.threads.ready();
        return dropoutMask(arena.tensor([128, 501], dtype), { rate: 0.3, key, pass: 2 }).data
          .slice();
      };
      const one = await mask(1);
      for (const threads of [2, 3]) assertEquals(await mask(threads), one);
    },
  );
}

Deno.test("A mask's words are those of the random stream of its key", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const random = randomStream({ seed: 5 }).split("dropout"), pass = 3;
  random.position = pass * 2 ** 34;
  const mask = dropoutMask(arena.tensor([50]), { rate: 0.5, key: random.key, pass });
  assertEquals([...mask.data], Array.from(mask.data, () => random.uint32() < 2 ** 31 ? 2 : 0));
});

Deno.test("The smallest rates drop nothing that they should not", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const mask = dropoutMask(arena.tensor([5000], "f64"), { rate: 1e-12, key, pass: 0 });
  assert(mask.data.every((factor) => factor === 1 / (1 - 1e-12)));
});

Deno.test("A rate below 0 or of 1 and more is refused", () => {
  using engine = createEngine();
  using arena = engine.arena();
  for (const rate of [-0.1, 1, 2, NaN]) {
    assertThrows(
      () => dropoutMask(arena.tensor([3]), { rate, key, pass: 0 }),
      RangeError,
      `got ${rate}`,
    );
  }
});
