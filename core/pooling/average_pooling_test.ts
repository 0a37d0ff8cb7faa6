import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import { AveragePooling, createEngine, randomStream, windowShape } from "@descent/core";
import { poolingCases, visitWindows } from "./_pooling_references.ts";

for (const dtype of ["f32", "f64"] as const) {
  for (const { input, ...window } of poolingCases) {
    Deno.test(`Averages in ${dtype} equal plain loops: ${JSON.stringify({ input, ...window })}`, () => {
      using engine = createEngine();
      using arena = engine.arena();
      const pooling = new AveragePooling({ arena, dtype, input, ...window });
      const [N, C, H, W] = input;
      const random = randomStream({ seed: 4 });
      const x = arena.tensor(input, dtype), dx = arena.tensor(input, dtype);
      const y = arena.tensor(pooling.output, dtype), dy = arena.tensor(pooling.output, dtype);
      random.fillNormal(x.data, 0, 1);
      random.fillNormal(dy.data, 0, 1);
      dx.data.fill(NaN);
      pooling.forward(x, y);
      pooling.gradient(dy, dx);
      const wantedX = new Float64Array(x.size);
      const shape = windowShape("Reference", [H, W], window);
      const count = shape.kernel[0] * shape.kernel[1];
      const bound = dtype === "f64" ? 1e-14 : 1e-6;
      visitWindows(N * C, shape, (output, places) => {
        const sum = places.reduce((total, place) => total + x.data[place], 0);
        assertAlmostEquals(y.data[output], sum / count, bound);
        for (const place of places) wantedX[place] += dy.data[output] / count;
      });
      dx.data.forEach((value, index) => assertAlmostEquals(value, wantedX[index], 4 * bound));
    });
  }
}

Deno.test("A NaN comes out of every window that holds it, and of no other", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const pooling = new AveragePooling({ arena, input: [1, 1, 4, 16], kernel: 2, stride: 2 });
  const x = arena.tensor([1, 1, 4, 16]);
  x.data[17] = NaN;
  const y = pooling.forward(x, arena.tensor(pooling.output));
  assert(Number.isNaN(y.data[0]) && y.data.subarray(1).every((value) => value === 0));
});

Deno.test("Shapes that do not fit are refused", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const pooling = new AveragePooling({ arena, input: [1, 1, 4, 4], kernel: 2 });
  const x = arena.tensor([1, 1, 4, 4]);
  assertThrows(() => pooling.forward(x, x), TypeError, "AveragePooling.forward");
  const y = arena.tensor(pooling.output, "f64");
  assertThrows(() => pooling.gradient(y, x), TypeError, "f64 [1, 1, 3, 3]");
});
