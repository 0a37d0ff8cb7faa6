import { assert, assertEquals, assertThrows } from "@std/assert";
import { createEngine, MaximumPooling, randomStream, windowShape } from "@descent/core";
import { poolingCases, visitWindows } from "./_pooling_references.ts";

for (const dtype of ["f32", "f64"] as const) {
  for (const { input, ...window } of poolingCases) {
    Deno.test(`Maxima in ${dtype} equal plain loops: ${JSON.stringify({ input, ...window })}`, () => {
      using engine = createEngine();
      using arena = engine.arena();
      const pooling = new MaximumPooling({ arena, dtype, input, ...window });
      const [N, C, H, W] = input;
      const random = randomStream({ seed: 3 });
      const x = arena.tensor(input, dtype), dx = arena.tensor(input, dtype);
      const y = arena.tensor(pooling.output, dtype), dy = arena.tensor(pooling.output, dtype);
      random.fillNormal(x.data, 0, 1);
      // Few different values, so that there are ties.
      for (let i = 0; i < x.size; i += 2) x.data[i] = Math.round(x.data[i]);
      dy.data.forEach((_, index) => dy.data[index] = index + 1);
      dx.data.fill(NaN);
      pooling.forward(x, y);
      pooling.gradient(dy, dx);
      const wantedX = new Float64Array(x.size);
      visitWindows(N * C, windowShape("Reference", [H, W], window), (output, places) => {
        const values = places.map((place) => x.data[place]);
        const largest = Math.max(...values);
        assertEquals(y.data[output], largest);
        wantedX[places[values.indexOf(largest)]] += dy.data[output];
      });
      assertEquals([...dx.data], [...wantedX]);
    });
  }

  Deno.test(`A NaN in ${dtype} wins, infinities and negative numbers count`, () => {
    using engine = createEngine();
    using arena = engine.arena();
    for (const W of [2, 20]) {
      const input = [1, 1, 2, W];
      const pooling = new MaximumPooling({ arena, dtype, input, kernel: 2, stride: 2 });
      const y = arena.tensor(pooling.output, dtype), dx = arena.tensor(input, dtype);
      for (const [bad, place] of [[NaN, 0], [NaN, 1], [NaN, W], [Infinity, W + 1]]) {
        const x = arena.tensor(input, dtype);
        x.data[place] = bad;
        pooling.forward(x, y);
        assertEquals(y.data[0], bad);
        pooling.gradient(arena.from(y.data.map(() => 1), pooling.output, dtype), dx);
        assertEquals(dx.data[place], 1);
      }
      const x = arena.tensor(input, dtype);
      x.data.fill(-Infinity);
      assert(pooling.forward(x, y).data.every((value) => value === -Infinity));
      x.data.fill(-3);
      assert(pooling.forward(x, y).data.every((value) => value === -3));
    }
  });
}

Deno.test("A smaller batch than planned is pooled; other shapes are refused", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const pooling = new MaximumPooling({ arena, input: [4, 2, 4, 4], kernel: 2, stride: 2 });
  const x = arena.tensor([4, 2, 4, 4]), y = arena.tensor(pooling.output);
  x.data.fill(1);
  pooling.forward(x.rows(0, 3), y.rows(0, 3));
  assertEquals([...new Set(y.rows(0, 3).data)], [1]);
  assertEquals([...new Set(y.rows(3, 4).data)], [0]);
  assertThrows(() => pooling.forward(x, y.rows(0, 3)), TypeError, "got f32 [4, 2, 4, 4] and");
  assertThrows(() => pooling.gradient(x, y), TypeError, "MaximumPooling.gradient");
  const options = { arena, input: [1, 1, 4, 4] };
  assertThrows(() => new MaximumPooling({ ...options, kernel: 5 }), TypeError, "5 rows");
  assertThrows(
    () => new MaximumPooling({ ...options, kernel: 2, padding: 2 }),
    RangeError,
    "smaller",
  );
  assertThrows(() => new MaximumPooling({ arena, input: [4, 4], kernel: 2 }), TypeError, "[4, 4]");
});
