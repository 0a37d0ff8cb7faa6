import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import { randomStream } from "../random/random_stream.ts";
import { adaptiveWindows, type AxisWindow, slidingWindows } from "./axis_window.ts";
import { WindowPooling } from "./window_pooling.ts";

const sliding = (extent: number, dilation: number, ceilMode: boolean) =>
  slidingWindows(extent, { kernel: 2, stride: 2, padding: [1, 1], dilation, ceilMode });

interface Case {
  readonly input: readonly [number, number, number, number];
  readonly windows: readonly [readonly AxisWindow[], readonly AxisWindow[]];
  readonly dilation?: readonly [number, number];
  readonly divisor?: number;
}

const cases: readonly Case[] = [
  { input: [2, 3, 7, 5], windows: [adaptiveWindows(7, 3), adaptiveWindows(5, 2)] },
  { input: [1, 2, 5, 8], windows: [sliding(5, 1, true), sliding(8, 1, true)], divisor: 3 },
  {
    input: [2, 1, 6, 9],
    windows: [sliding(6, 2, false), sliding(9, 3, false)],
    dilation: [2, 3],
  },
];

for (const dtype of ["f32", "f64"] as const) {
  for (const { input, windows, dilation = [1, 1] as const, divisor } of cases) {
    for (const take of ["maximum", "average"] as const) {
      Deno.test(`WindowPooling, ${take} in ${dtype}, equals plain loops on [${input}]`, () => {
        using engine = createEngine();
        using arena = engine.arena();
        const [N, C, H, W] = input, [vertical, horizontal] = windows;
        const pooling = new WindowPooling({
          arena,
          dtype,
          input,
          windows,
          take,
          dilation,
          divisor,
        });
        const random = randomStream({ seed: 7 });
        const x = arena.tensor(input, dtype), dy = arena.tensor(pooling.output, dtype);
        random.fillNormal(x.data);
        random.fillNormal(dy.data);
        const y = pooling.forward(x, arena.tensor(pooling.output, dtype));
        const dx = pooling.gradient(dy, arena.tensor(input, dtype));
        const wanted = new Float64Array(x.size), bound = dtype === "f64" ? 1e-14 : 1e-6;
        let output = 0;
        for (let plane = 0; plane < N * C; plane++) {
          for (const down of vertical) {
            for (const across of horizontal) {
              const places: number[] = [];
              for (let i = 0; i < down.taps; i++) {
                for (let j = 0; j < across.taps; j++) {
                  const h = down.start + i * dilation[0], w = across.start + j * dilation[1];
                  places.push((plane * H + h) * W + w);
                }
              }
              const values = places.map((place) => x.data[place]);
              if (take === "maximum") {
                assertEquals(y.data[output], Math.max(...values));
                wanted[places[values.indexOf(Math.max(...values))]] += dy.data[output];
              } else {
                const count = divisor ?? down.count * across.count;
                const sum = values.reduce((total, value) => total + value, 0);
                assertAlmostEquals(y.data[output], sum / count, bound);
                for (const place of places) wanted[place] += dy.data[output] / count;
              }
              output++;
            }
          }
        }
        assertEquals(output, y.size);
        dx.data.forEach((value, i) => assertAlmostEquals(value, wanted[i], bound));
      });
    }
  }
}

Deno.test("A NaN is the maximum, and a window without taps is refused", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const windows = [adaptiveWindows(1, 1), adaptiveWindows(2, 1)] as const;
  const options = { arena, input: [1, 1, 1, 2], take: "maximum" } as const;
  const pooling = new WindowPooling({ ...options, windows });
  const y = arena.tensor(pooling.output);
  assertEquals(pooling.forward(arena.from([NaN, 9], [1, 1, 1, 2]), y).data[0], NaN);
  const empty = [{ start: 0, taps: 0, count: 1 }];
  const refused = () => new WindowPooling({ ...options, windows: [empty, windows[1]] });
  assertThrows(refused, RangeError, "padding alone");
  assertThrows(
    () => new WindowPooling({ ...options, windows: [[], []] }),
    TypeError,
    "of at least",
  );
  assertThrows(
    () => pooling.forward(y, y),
    TypeError,
    "WindowPooling.forward: expected f32 images",
  );
});
