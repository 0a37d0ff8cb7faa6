import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import { randomStream } from "../random/random_stream.ts";
import { RotaryPositions } from "./rotary_positions.ts";

Deno.test("RotaryPositions turns the first half of each head against the second, and back again", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const [steps, heads, width] = [3, 2, 10], base = 50;
  const positions = new RotaryPositions({ arena, dtype: "f64", steps, width, base });
  // Two sequences, each row with one head more, which stays as it is.
  const x = arena.tensor([2 * steps, (heads + 1) * width], "f64");
  randomStream({ seed: 1 }).fillNormal(x.data);
  const before = x.data.slice();
  positions.rotate(x, { heads });
  for (let i = 0; i < x.size; i++) {
    const column = i % ((heads + 1) * width), t = Math.floor(i / ((heads + 1) * width)) % steps;
    const place = column % width, half = width / 2, angle = t * base ** (-(place % half) / half);
    const [a, b] = place < half ? [before[i], -before[i + half]] : [before[i], before[i - half]];
    const wanted = a * Math.cos(angle) + b * Math.sin(angle);
    if (column < heads * width) assertAlmostEquals(x.data[i], wanted, 1e-14);
    else assertEquals(x.data[i], before[i]);
  }
  positions.rotate(x, { heads, back: true });
  x.data.forEach((value, i) => assertAlmostEquals(value, before[i], 1e-14));
});

Deno.test("RotaryPositions refuses odd widths and rows that are too short", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const options = { arena, dtype: "f32", steps: 2 } as const;
  assertThrows(() => new RotaryPositions({ ...options, width: 3 }), RangeError, "got 3 and 10000");
  const positions = new RotaryPositions({ ...options, width: 4 });
  assertThrows(
    () => positions.rotate(arena.tensor([2, 4]), { heads: 2 }),
    TypeError,
    "2 heads of 4",
  );
});
