import { assertEquals, assertThrows } from "@std/assert";
import { ImagePadding, type RepeatMode } from "./image_padding.ts";
import { createEngine } from "./memory/engine.ts";

/** A row of numbers with two before and two after it, and the gradient of ones. */
function padded(numbers: readonly number[], mode: RepeatMode, sides = 2) {
  using engine = createEngine();
  using arena = engine.arena();
  const input = [1, 1, 1, numbers.length], padding = [0, 0, sides, sides] as const;
  const frame = new ImagePadding({ arena, dtype: "f64", input, padding, mode });
  const y = frame.forward(arena.from(numbers, input, "f64"), arena.tensor(frame.output, "f64"));
  const dy = arena.tensor(frame.output, "f64");
  dy.data.fill(1);
  const dx = frame.gradient(dy, arena.tensor(input, "f64"));
  return { y: [...y.data], dx: [...dx.data] };
}

Deno.test("The three ways to repeat a row, and how often each element counts", () => {
  assertEquals(padded([1, 2, 3], "reflect"), { y: [3, 2, 1, 2, 3, 2, 1], dx: [2, 3, 2] });
  assertEquals(padded([1, 2, 3], "circular"), { y: [2, 3, 1, 2, 3, 1, 2], dx: [2, 3, 2] });
  assertEquals(padded([1, 2, 3], "replicate"), { y: [1, 1, 1, 2, 3, 3, 3], dx: [3, 1, 3] });
});

Deno.test("Rows and columns are repeated alike, each plane for itself", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const input = [1, 2, 2, 2], padding = [1, 0, 0, 1] as const;
  const frame = new ImagePadding({ arena, input, padding, mode: "circular" });
  assertEquals(frame.output, [1, 2, 3, 3]);
  const x = arena.from([1, 2, 3, 4, 5, 6, 7, 8], input);
  const y = frame.forward(x, arena.tensor(frame.output));
  assertEquals([...y.data], [3, 4, 3, 1, 2, 1, 3, 4, 3, 7, 8, 7, 5, 6, 5, 7, 8, 7]);
});

Deno.test("Images that are too small, and tensors that do not fit, are refused", () => {
  assertThrows(() => padded([1, 2], "reflect"), RangeError, "at most 0 rows and 1 columns");
  assertThrows(() => padded([1], "circular"), RangeError, `"circular" padding`);
  assertEquals(padded([7], "replicate").y, [7, 7, 7, 7, 7]);
  using engine = createEngine();
  using arena = engine.arena();
  const input = [1, 1, 2, 2], padding = [1, 1, 1, 1] as const;
  const frame = new ImagePadding({ arena, input, padding, mode: "replicate" });
  const x = arena.tensor(input);
  assertThrows(() => frame.forward(x, x), TypeError, "padded ones [N, 1, 4, 4] with N up to 1");
});
