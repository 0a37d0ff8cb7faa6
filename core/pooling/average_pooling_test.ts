import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import { AveragePooling, createEngine, randomStream, windowShape } from "@descent/core";
import { poolingCases, visitWindows } from "./_pooling_references.ts";

const cases = poolingCases.flatMap((window) => [
  window,
  { ...window, countIncludePad: true },
  { ...window, countIncludePad: false },
]);

for (const dtype of ["f32", "f64"] as const) {
  for (const { input, ...window } of cases) {
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
      const { countIncludePad = !("padding" in window && window.padding === "same") } = window as {
        readonly countIncludePad?: boolean;
      };
      const bound = dtype === "f64" ? 1e-14 : 1e-6;
      visitWindows(N * C, shape, (output, places) => {
        const count = countIncludePad ? shape.kernel[0] * shape.kernel[1] : places.length;
        const sum = places.reduce((total, place) => total + x.data[place], 0);
        assertAlmostEquals(y.data[output], sum / count, bound);
        for (const place of places) wantedX[place] += dy.data[output] / count;
      });
      dx.data.forEach((value, index) => assertAlmostEquals(value, wantedX[index], 4 * bound));
    });
  }
}

Deno.test("An average over a large window keeps its digits", () => {
  using engine = createEngine();
  const random = randomStream({ seed: 6 });
  for (
    const { input, ...window } of [
      // The reported one: 33 million ones.
      { input: [1, 1, 4096, 8192], kernel: [4096, 8192] },
      { input: [2, 3, 300, 301], kernel: [300, 301] },
      { input: [1, 2, 200, 230], kernel: [190, 170], stride: 20 },
    ] as const
  ) {
    using arena = engine.arena();
    const pooling = new AveragePooling({ arena, input, ...window });
    const x = arena.tensor(input), y = arena.tensor(pooling.output);
    x.data.fill(1);
    assert(pooling.forward(x, y).data.every((value) => value === 1));
    if (x.size > 1e6) continue;
    x.data.forEach((_, i) => x.data[i] = random.uniform());
    pooling.forward(x, y);
    const [N, C, H, W] = input;
    visitWindows(N * C, windowShape("Reference", [H, W], window), (output, places) => {
      const mean = places.reduce((sum, place) => sum + x.data[place], 0) / places.length;
      assertAlmostEquals(y.data[output], mean, 1e-7);
    });
  }
});

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
