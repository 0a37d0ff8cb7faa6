import { createEngine, randomStream } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { convTranspose2d, type ConvTranspose2dOptions } from "./conv_transpose2d.ts";

const cases: readonly [readonly number[], ConvTranspose2dOptions, readonly number[]][] = [
  [[1, 1, 1, 1], { filters: 1, kernel: 1 }, [1, 1, 1, 1]],
  [[2, 3, 4, 5], { filters: 2, kernel: 3 }, [2, 2, 6, 7]],
  [[2, 2, 3, 4], { filters: 3, kernel: 2, stride: 2 }, [2, 3, 6, 8]],
  [[1, 4, 3, 3], { filters: 2, kernel: 4, stride: 2, padding: 1, groups: 2 }, [1, 2, 6, 6]],
  [
    [2, 2, 3, 2],
    { filters: 1, kernel: [3, 2], stride: [2, 3], padding: [1, 0], outputPadding: [1, 2] },
    [2, 1, 6, 7],
  ],
];

for (const [input, options, output] of cases) {
  Deno.test(`convTranspose2d agrees with plain loops: [${input}] to [${output}]`, () => {
    using engine = createEngine();
    using arena = engine.arena();
    const built = buildLayer(convTranspose2d(options), input, { arena, dtype: "f64" });
    assertEquals(built.output, output);
    const [weight, bias] = built.parameters;
    const random = randomStream({ seed: 1 });
    const x = arena.tensor(input, "f64"), dy = arena.tensor(output, "f64");
    for (const { data } of [x, dy, weight.value, bias.value]) random.fillNormal(data);
    const [, FG, KH, KW] = weight.value.shape;
    const [, C, H, W] = input, [, F, OH, OW] = output;
    const pair = (value: number | readonly [number, number] = 0) =>
      typeof value === "number" ? [value, value] : value;
    const [sh, sw] = pair(options.stride ?? 1), [top, left] = pair(options.padding);
    const CG = C / (options.groups ?? 1);
    const y = Float64Array.from(dy.data, (_, i) => bias.value.data[Math.floor(i / OH / OW) % F]);
    const dx = new Float64Array(x.size), dw = new Float64Array(weight.value.size);
    const db = new Float64Array(F);
    dy.data.forEach((value, i) => db[Math.floor(i / OH / OW) % F] += value);
    // Every input element adds its filter to the output, shifted by the stride.
    x.data.forEach((value, place) => {
      const w = place % W, h = Math.floor(place / W) % H;
      const c = Math.floor(place / W / H) % C, n = Math.floor(place / W / H / C);
      for (let f = 0; f < FG; f++) {
        for (let i = 0; i < KH; i++) {
          for (let j = 0; j < KW; j++) {
            const r = h * sh + i - top, q = w * sw + j - left;
            if (r < 0 || r >= OH || q < 0 || q >= OW) continue;
            const target = ((n * F + Math.floor(c / CG) * FG + f) * OH + r) * OW + q;
            const tap = ((c * FG + f) * KH + i) * KW + j;
            y[target] += value * weight.value.data[tap];
            dx[place] += dy.data[target] * weight.value.data[tap];
            dw[tap] += dy.data[target] * value;
          }
        }
      }
    });
    const same = (got: ArrayLike<number>, wanted: Float64Array) =>
      wanted.forEach((value, i) => assertAlmostEquals(got[i], value, 1e-13));
    same(built.forward(x, "train").data, y);
    same(built.backward(dy)!.data, dx);
    same(weight.gradient.data, dw);
    same(bias.gradient.data, db);
  });
}

Deno.test("convTranspose2d refuses inputs and options that do not fit, naming itself", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const layer = convTranspose2d({ filters: 2, kernel: 3, padding: 2, name: "up" });
  assertThrows(
    () => buildLayer(layer, [8, 1, 2, 9], { arena, dtype: "f64" }),
    TypeError,
    "ConvTranspose2d 'up': expected an output of at least one row and column, got [N, 2, 0, 7]",
  );
  assertThrows(
    () => buildLayer(layer, [8, 12], { arena, dtype: "f64" }),
    TypeError,
    "[N, C, H, W]",
  );
  const make = (options: object) => () => convTranspose2d({ filters: 2, kernel: 3, ...options });
  assertThrows(make({ outputPadding: 1 }), RangeError, "below the stride [1, 1], got [1, 1]");
  assertThrows(make({ outputPadding: [0, -1], stride: 2 }), RangeError, "outputPadding");
  assertThrows(make({ filters: 0.5 }), RangeError, "filters");
  assertThrows(make({ padding: -1 }), RangeError, "padding");
});
