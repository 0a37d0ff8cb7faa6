import { assertEquals } from "@std/assert";
import { adaptiveWindows, slidingWindows } from "./axis_window.ts";

Deno.test("Sliding windows keep the taps inside of the image, and count what they are told to", () => {
  const padded = { kernel: 3, stride: 2, padding: [1, 1] } as const;
  assertEquals(slidingWindows(5, padded), [
    { start: 0, taps: 2, count: 3 },
    { start: 1, taps: 3, count: 3 },
    { start: 3, taps: 2, count: 3 },
  ]);
  const counts = slidingWindows(5, { ...padded, countIncludePad: false }).map(({ count }) => count);
  assertEquals(counts, [2, 3, 2]);
});

Deno.test("Dilated taps stand apart, and padding may swallow the first ones", () => {
  const windows = slidingWindows(5, { kernel: 3, stride: 1, padding: [3, 0], dilation: 2 });
  assertEquals(windows.map(({ start, taps }) => [start, taps]), [[1, 1], [0, 2], [1, 2], [0, 3]]);
});

Deno.test("With ceilMode a window past the end counts no further than the padding, and begins inside", () => {
  const windows = slidingWindows(7, { kernel: 2, stride: 3, padding: [0, 0], ceilMode: true });
  assertEquals(windows.at(-1), { start: 6, taps: 1, count: 1 });
  // A third window would begin in the padding after the image.
  const padded = { kernel: 2, stride: 3, padding: [1, 1], ceilMode: true } as const;
  assertEquals(slidingWindows(5, padded).length, 2);
  assertEquals(slidingWindows(1, { kernel: 3, stride: 1, padding: [0, 0] }), []);
});

Deno.test("Adaptive windows cover everything, also when there are more of them than elements", () => {
  assertEquals(adaptiveWindows(2, 3).map(({ start, taps }) => [start, taps]), [[0, 1], [0, 2], [
    1,
    1,
  ]]);
  assertEquals(adaptiveWindows(6, 2), [
    { start: 0, taps: 3, count: 3 },
    { start: 3, taps: 3, count: 3 },
  ]);
});
