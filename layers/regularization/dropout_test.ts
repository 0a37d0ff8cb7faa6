import { createEngine, dropoutMask, randomStream, relativeError, type Tensor } from "@descent/core";
import { assertEquals, assertLess, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { dropout } from "./dropout.ts";

const shape = [64, 25];

for (const dtype of ["f32", "f64"] as const) {
  Deno.test(`dropout multiplies by the mask of its stream, a new one each pass, in ${dtype}`, () => {
    using engine = createEngine();
    using arena = engine.arena();
    const random = randomStream({ seed: 4 }), rate = 0.3;
    const built = buildLayer(dropout({ rate }), shape, { arena, dtype, random });
    const { key } = random.split("dropout");
    const x = arena.tensor(shape, dtype), dy = arena.tensor(shape, dtype);
    random.fillNormal(x.data);
    random.fillNormal(dy.data);
    for (const [pass, N] of [64, 64, 10, 1].entries()) {
      const mask = dropoutMask(arena.tensor([N, 25], dtype), { rate, key, pass });
      const times = ({ data }: Tensor) => Array.from(mask.data, (m, i) => round(m * data[i]));
      const round = dtype === "f32" ? Math.fround : Number;
      assertEquals([...built.forward(x.rows(0, N), "train").data], times(x));
      const gradient = arena.from(dy.data.subarray(0, 25 * N), [N, 25], dtype);
      assertEquals([...built.backward(gradient)!.data], times(dy));
    }
  });
}

const workers = new URL("threads/", import.meta.resolve("@descent/core"));
const readable = Deno.permissions.querySync({ name: "read", path: workers }).state === "granted";
if (!readable) {
  console.log("A test with threads is skipped: it needs --allow-read for core/threads.");
}

Deno.test({
  name: "The same seed drops the same on any number of threads",
  ignore: !readable,
}, async () => {
  const outputs = async (threads: number, seed: number) => {
    using engine = createEngine({ threads });
    using arena = engine.arena();
    await engine.threads.ready();
    const random = randomStream({ seed });
    const built = buildLayer(dropout({ rate: 0.5 }), [128, 501], { arena, random });
    const x = arena.tensor([128, 501]);
    x.data.fill(1);
    return [0, 1].map(() => built.forward(x, "train").data.slice());
  };
  const [first, second] = await outputs(1, 7);
  assertLess(0, relativeError(first, second));
  for (const threads of [2, 3]) assertEquals(await outputs(threads, 7), [first, second]);
  assertLess(0, relativeError((await outputs(1, 8))[0], first));
});

Deno.test("dropout in evaluation is the identity, both ways, and draws nothing", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(dropout({ rate: 0.9 }), [2, 3], { arena });
  const x = arena.from([1, 2, 3, 4, 5, 6], [2, 3]);
  assertEquals([...built.forward(x, "eval").data], [...x.data]);
  assertEquals([...built.backward(arena.from(x.data, [2, 3]))!.data], [...x.data]);
  assertEquals(built.buffers.map(({ name, value }) => [name, value.data[0]]), [
    ["dropout1.passes", 0],
  ]);
  built.forward(x, "train");
  assertEquals(built.buffers[0].value.data[0], 1);
});

Deno.test("Setting the number of passes back repeats the masks", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(dropout({ rate: 0.5 }), [20, 20], { arena, dtype: "f64" }),
    x = arena.tensor([20, 20], "f64");
  x.data.fill(1);
  const masks = [0, 1, 2].map(() => built.forward(x, "train").data.slice());
  built.buffers[0].value.data[0] = 1;
  assertEquals(built.forward(x, "train").data, masks[1]);
});

Deno.test("The passes are counted beyond 2²⁴ in f32, each with a mask of its own", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(dropout({ rate: 0.5 }), [20, 20], { arena });
  const x = arena.tensor([20, 20]);
  x.data.fill(1);
  for (const start of [2 ** 24 - 1, 2 ** 31 - 2, 2 ** 32 - 3]) {
    built.buffers[0].value.data[0] = start;
    const masks = [0, 1, 2].map(() => built.forward(x, "train").data.slice().join());
    assertEquals(new Set(masks).size, 3);
    assertEquals(built.buffers[0].value.data[0], start + 3);
  }
});

Deno.test("dropout repeats the mask of the last training pass for more rows, too, and does not count that", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const layer = dropout({ rate: 0.5 });
  const few = buildLayer(layer, [20, 20], { arena, dtype: "f64" }),
    all = buildLayer(layer, [20, 20], { arena, dtype: "f64" });
  const x = arena.tensor([20, 20], "f64");
  x.data.fill(1);
  few.forward(x, "train");
  all.forward(x, "train");
  few.forward(x.rows(0, 3), "train");
  const wanted = all.forward(x, "train").data.slice();
  assertEquals(few.forward(x, "repeat").data.slice(), wanted);
  assertEquals(few.forward(x.rows(0, 5), "repeat").data.slice(), wanted.slice(0, 100));
  assertEquals(few.buffers[0].value.data[0], 2);
});

Deno.test("dropout keeps what is NaN or infinite, dropped or not", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(dropout({ rate: 0.5, mask: [0, 2, 0, 2] }), [1, 4], {
    arena,
    dtype: "f64",
  });
  const x = arena.from([NaN, NaN, Infinity, Infinity], [1, 4], "f64");
  assertEquals([...built.forward(x, "train").data], [NaN, NaN, NaN, Infinity]);
  assertEquals([...built.backward(x)!.data], [NaN, NaN, NaN, Infinity]);
});

Deno.test("dropout refuses a rate of 1 and a mask of another size", () => {
  assertThrows(() => dropout({ rate: 1, name: "drop" }), RangeError, "Dropout 'drop': expected");
  assertThrows(() => dropout({ rate: NaN }), RangeError, "got NaN");
  using engine = createEngine();
  using arena = engine.arena();
  assertThrows(
    () => buildLayer(dropout({ rate: 0.5, mask: [1, 2] }), [2, 3], { arena, dtype: "f64" }),
    TypeError,
    "expected a mask of 6 factors for input [2, 3], got 2",
  );
});
