import { assertAlmostEquals } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import { windowShape } from "../windows/window_shape.ts";
import { sizeOf } from "../types/shape.ts";
import type { Plan } from "./_plan.ts";
import { plainConvolution } from "./_plain_convolution.ts";
import { transposedPlan } from "./_transposed_plan.ts";

/** Words of a plan in front of its passes, and of each pass. */
const headerWords = 18, passWords = 10;

/** The target that a plan computes for one image, by plain loops over its words in f64. */
function walk(plan: Plan, memory: ArrayBufferLike, source: Float64Array, weight: Float64Array) {
  const view = (address: number, length: number) => new Int32Array(memory, address, length);
  const { layout, groups, groupRows } = plan, { top, left, rowStride, planeStride } = layout;
  const [channels, height, width] = layout.source;
  const [targetPlane, passes] = view(plan.pointer + (headerWords - 2) * 4, 2);
  const laidOut = new Float64Array(plan.laidOutBytes / 8);
  source.forEach((value, index) => {
    const column = index % width, row = Math.floor(index / width) % height;
    const plane = Math.floor(index / (width * height));
    laidOut[plane * planeStride + (row + top) * rowStride + column + left] = value;
  });
  const target = new Float64Array(groups * groupRows * targetPlane).fill(NaN);
  for (let pass = 0; pass < passes; pass++) {
    const [count, offsets, places, rows, columns, origin, rowStep, columnStep] = view(
      plan.pointer + (headerWords + passWords * pass) * 4,
      8,
    );
    for (let channel = 0; channel < groups * groupRows; channel++) {
      const group = Math.floor(channel / groupRows);
      const filter = group * plan.groupStride + channel % groupRows * plan.filterStride;
      const planes = group * channels / groups * planeStride;
      for (let place = 0; place < rows * columns; place++) {
        const row = Math.floor(place / columns), column = place % columns;
        let sum = 0;
        for (let tap = 0; tap < count; tap++) {
          const offset = view(offsets, count)[tap] / 8;
          sum += weight[filter + view(places, count)[tap]] *
            laidOut[planes + offset + row * rowStride + column];
        }
        target[channel * targetPlane + origin + row * rowStep + column * columnStep] = sum;
      }
    }
  }
  return target;
}

for (
  const { channels, filters, groups, image, ...options } of [
    { channels: 2, filters: 3, groups: 1, image: [5, 6], kernel: 3, padding: 1 },
    { channels: 4, filters: 6, groups: 2, image: [7, 8], kernel: [3, 2], stride: [2, 3] },
    { channels: 1, filters: 2, groups: 1, image: [9, 7], kernel: 3, dilation: 2, stride: 2 },
    { channels: 2, filters: 1, groups: 1, image: [4, 4], kernel: 1, stride: 3 },
  ] as const
) {
  Deno.test(`A transposed plan is the way back of ${JSON.stringify(options)}`, () => {
    using engine = createEngine();
    using arena = engine.arena();
    const window = windowShape("Test", image, options);
    const plan = transposedPlan(arena, "f64", { window, channels, filters, groups });
    const numbers = (length: number) =>
      Float64Array.from({ length }, (_, index) => (index * 7 + 3) % 11 - 5);
    const x = numbers(channels * sizeOf(image)), dy = numbers(filters * sizeOf(window.output));
    const w = numbers(filters * channels / groups * sizeOf(window.kernel));
    const input = [1, channels, ...image], output = [1, filters, ...window.output];
    const { dx } = plainConvolution(window, input, output, groups, x, w, numbers(filters), dy);
    const got = walk(plan, engine.memory.buffer, dy, w);
    dx.forEach((value, index) => assertAlmostEquals(got[index], value, 1e-12));
  });
}
