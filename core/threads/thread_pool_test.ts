import { assertEquals, assertThrows } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import { matmul, matmulTransposedA } from "../matmul.ts";
import { randomStream } from "../random/random_stream.ts";
import { ThreadPool } from "./thread_pool.ts";

const emptyModule = new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
const readable =
  Deno.permissions.querySync({ name: "read", path: new URL(".", import.meta.url) }).state ===
    "granted";
if (!readable) {
  console.log("Tests of threads are skipped: they need --allow-read for core/threads.");
}

/** A test that starts workers, whose module must be readable. */
function threadTest(name: string, fn: () => void | Promise<void>): void {
  Deno.test({ name, ignore: !readable, fn });
}

threadTest("A product is bitwise the same for any number of threads", async () => {
  const results: Uint8Array[] = [];
  for (const threads of [1, 2, 3, 5]) {
    using engine = createEngine({ threads });
    await engine.threads.ready();
    using arena = engine.arena();
    const random = randomStream({ seed: 11 });
    const a = arena.tensor([205, 330]), b = arena.tensor([330, 90]), c = arena.tensor([205, 90]);
    const g = arena.tensor([330, 90]);
    random.fillNormal(a.data, 0, 1);
    random.fillNormal(b.data, 0, 1);
    matmul(a, b, c);
    matmulTransposedA(a, c, g);
    const bytes = new Uint8Array(c.size * 4 + g.size * 4);
    bytes.set(new Uint8Array(c.data.buffer, c.pointer, c.size * 4));
    bytes.set(new Uint8Array(g.data.buffer, g.pointer, g.size * 4), c.size * 4);
    results.push(bytes);
  }
  for (const other of results.slice(1)) assertEquals(other, results[0]);
});

threadTest("Work done before the workers are up is done by the caller", () => {
  using engine = createEngine({ threads: 2 });
  using arena = engine.arena();
  const a = arena.tensor([100, 100]);
  a.data.fill(1);
  assertEquals(matmul(a, a, arena.tensor([100, 100])).data[9999], 100);
});

threadTest("Workers wake after they fell asleep", async () => {
  using engine = createEngine({ threads: 2 });
  await engine.threads.ready();
  using arena = engine.arena();
  const a = arena.tensor([100, 100]), c = arena.tensor([100, 100]);
  a.data.fill(1);
  for (let round = 0; round < 20; round++) {
    await new Promise((resolve) => setTimeout(resolve, 2));
    c.data.fill(0);
    matmul(a, a, c);
    assertEquals([...new Set(c.data)], [100]);
  }
});

threadTest(
  "A kernel that traps on another thread is an error here, and the pool goes on",
  async () => {
    using engine = createEngine({ threads: 2 });
    await engine.threads.ready();
    const { threads, kernelIds } = engine;
    const outside = 2 ** 32 - 64;
    const gemm = (pointer: number) =>
      threads.start(
        1,
        kernelIds.f32.gemm,
        6,
        8,
        1,
        pointer,
        1,
        1,
        pointer,
        1,
        1,
        pointer,
        8,
        0,
        0,
        0,
      );
    gemm(outside);
    assertThrows(() => threads.join(), Error, "trapped on another thread");
    using arena = engine.arena();
    gemm(arena.tensor([64]).pointer);
    threads.join();
  },
);

threadTest("A worker that starts late loads modules from memory that has grown meanwhile", () => {
  using engine = createEngine({ threads: 2 });
  using arena = engine.arena();
  arena.tensor([3e6]);
  // (func (export "run"))
  const bytes = Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0],
    ...[7, 7, 1, 3, 0x72, 0x75, 0x6e, 0, 0, 10, 4, 1, 2, 0, 0x0b],
  ]);
  engine.threads.start(1, engine.threads.load(bytes));
  engine.threads.join();
});

threadTest("A module compiled at run time runs on every worker", async () => {
  using engine = createEngine({ threads: 2 });
  await engine.threads.ready();
  using arena = engine.arena();
  const x = arena.tensor([1], "i32");
  // (import "env" "memory") (func (export "run") (param f64) local.get 0; i32.trunc; i32.const 7; i32.store)
  const bytes = Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, 0x60, 1, 0x7f, 0],
    ...[
      2,
      18,
      1,
      3,
      0x65,
      0x6e,
      0x76,
      6,
      0x6d,
      0x65,
      0x6d,
      0x6f,
      0x72,
      0x79,
      2,
      3,
      1,
      0x80,
      0x80,
      4,
    ],
    ...[3, 2, 1, 0, 7, 7, 1, 3, 0x72, 0x75, 0x6e, 0, 0],
    ...[10, 11, 1, 9, 0, 0x20, 0, 0x41, 7, 0x36, 2, 0, 0x0b],
  ]);
  const number = engine.threads.load(bytes);
  engine.threads.start(1, number, x.pointer);
  engine.threads.join();
  assertEquals(x.data[0], 7);
});

Deno.test("A pool of one starts no worker", () => {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  const kernels = { module: emptyModule, list: [] };
  using pool = new ThreadPool({ size: 1, memory, kernels, allocate: () => 0, free: () => {} });
  assertEquals([pool.size, pool.available], [1, 1]);
  pool.join();
});

Deno.test("A number of threads that makes no sense is refused", () => {
  for (const threads of [0, 1.5, NaN, 1000]) {
    assertThrows(() => createEngine({ threads }), RangeError, `got ${threads}`);
  }
});

Deno.test({
  name: "Threads without permission to read their module are refused in one sentence",
  ignore: readable,
  fn: () => {
    assertThrows(
      () => createEngine({ threads: 2 }),
      Deno.errors.NotCapable,
      "give Deno that permission",
    );
  },
});
