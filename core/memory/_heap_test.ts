import { assertEquals, assertThrows } from "@std/assert";
import { Heap } from "./_heap.ts";

function heap(limit = Infinity) {
  let end = 0;
  return {
    heap: new Heap(64, (wanted) => {
      if (wanted > limit) throw new RangeError("full");
      end = Math.max(end, wanted);
    }),
    end: () => end,
  };
}

Deno.test("Spans are cache lines that never overlap", () => {
  const { heap: h } = heap();
  const starts = [1, 64, 65, 0].map((bytes) => h.allocate(bytes));
  assertEquals(starts, [64, 128, 192, 320]);
  assertEquals(h.bytesInUse, 64 + 64 + 128 + 64);
});

Deno.test("Released neighbours join, in any order of release", () => {
  for (const order of [[0, 1, 2], [2, 1, 0], [0, 2, 1], [1, 0, 2]]) {
    const { heap: h, end } = heap();
    const starts = [h.allocate(64), h.allocate(64), h.allocate(64)];
    for (const index of order) h.release(starts[index]);
    assertEquals(h.bytesInUse, 0);
    assertEquals(h.allocate(192), 64);
    assertEquals(end(), 256);
  }
});

Deno.test("Releasing twice, or what was never handed out, changes nothing", () => {
  const { heap: h } = heap();
  const start = h.allocate(64);
  h.release(start);
  h.release(start);
  h.release(4096);
  assertEquals(h.bytesInUse, 0);
  assertEquals([h.allocate(64), h.allocate(64)], [64, 128]);
});

Deno.test("A request that does not fit leaves the heap usable", () => {
  const { heap: h } = heap(256);
  h.allocate(64);
  assertThrows(() => h.allocate(1024), RangeError);
  assertEquals(h.bytesInUse, 64);
  assertEquals(h.allocate(128), 128);
});

Deno.test("A random run of requests never hands out the same byte twice", () => {
  const { heap: h } = heap();
  const live = new Map<number, number>();
  let seed = 1;
  const random = (limit: number) => (seed = seed * 1103515245 + 12345 & 0x7fffffff) % limit;
  for (let turn = 0; turn < 2000; turn++) {
    if (live.size > 0 && random(2) === 0) {
      const start = [...live.keys()][random(live.size)];
      h.release(start);
      live.delete(start);
      continue;
    }
    const bytes = 1 + random(1000);
    const start = h.allocate(bytes);
    for (const [other, length] of live) {
      assertEquals(start + bytes <= other || other + length <= start, true);
    }
    live.set(start, bytes);
  }
});
