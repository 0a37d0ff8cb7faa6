import { createEngine, randomStream } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { conv1d } from "./conv1d.ts";

Deno.test("conv1d agrees with plain loops", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const random = randomStream({ seed: 1 });
  const [N, C, W, F, K, stride, left] = [3, 2, 11, 4, 3, 2, 1];
  const layer = conv1d({ filters: F, kernel: K, stride, padding: [left, 2] });
  const built = buildLayer(layer, [N, C, W], { arena, dtype: "f64" });
  const OW = Math.floor((W + left + 2 - K) / stride) + 1;
  assertEquals(built.output, [N, F, OW]);
  const [weight, bias] = built.parameters;
  assertEquals([weight.value.shape, bias.value.shape], [[F, C, K], [F]]);
  const x = arena.tensor([N, C, W], "f64"), dy = arena.tensor([N, F, OW], "f64");
  for (const { data } of [x, dy, weight.value, bias.value]) random.fillNormal(data);
  const y = new Float64Array(dy.size), dx = new Float64Array(x.size);
  const dw = new Float64Array(weight.value.size), db = new Float64Array(F);
  for (let n = 0; n < N; n++) {
    for (let f = 0; f < F; f++) {
      for (let q = 0; q < OW; q++) {
        const output = (n * F + f) * OW + q;
        y[output] += bias.value.data[f];
        db[f] += dy.data[output];
        for (let c = 0; c < C; c++) {
          for (let j = 0; j < K; j++) {
            const v = q * stride + j - left;
            if (v < 0 || v >= W) continue;
            const input = (n * C + c) * W + v, tap = (f * C + c) * K + j;
            y[output] += weight.value.data[tap] * x.data[input];
            dx[input] += weight.value.data[tap] * dy.data[output];
            dw[tap] += x.data[input] * dy.data[output];
          }
        }
      }
    }
  }
  const same = (got: ArrayLike<number>, wanted: Float64Array) =>
    wanted.forEach((value, i) => assertAlmostEquals(got[i], value, 1e-13));
  same(built.forward(x, "train").data, y);
  same(built.backward(dy)!.data, dx);
  same(weight.gradient.data, dw);
  same(bias.gradient.data, db);
});

Deno.test("Same padding keeps the length of a sequence", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const layer = conv1d({ filters: 1, kernel: 4, padding: "same" });
  assertEquals(buildLayer(layer, [1, 2, 9], { arena, dtype: "f64" }).output, [1, 1, 9]);
});

Deno.test("conv1d refuses inputs and options that do not fit, naming itself", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const layer = conv1d({ filters: 2, kernel: 5, name: "waves" });
  assertThrows(
    () => buildLayer(layer, [8, 100], { arena, dtype: "f64" }),
    TypeError,
    "Conv1d 'waves': expected input [N, C, W] with extents of at least 1, got [N, 100]",
  );
  assertThrows(
    () => buildLayer(layer, [8, 1, 4], { arena, dtype: "f64" }),
    TypeError,
    "Conv1d 'waves'",
  );
  assertThrows(() => conv1d({ filters: 2, kernel: 0 }), RangeError, "Conv1d: expected kernel");
});
