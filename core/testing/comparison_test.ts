import { assertEquals, assertThrows } from "@std/assert";
import { assertWithin, type Criterion, deviationOf } from "./comparison.ts";

function passes(got: number[], want: number[], criterion: Criterion): boolean {
  return deviationOf({ what: "out", got, want, criterion }).passes;
}

Deno.test("close allows a relative part, an absolute part, and a part relative to the largest number", () => {
  const close = { kind: "close", rtol: 0.125, atol: 0.5 } as const;
  assertEquals(passes([9.5], [8], close), true);
  assertEquals(passes([9.625], [8], close), false);
  assertEquals(passes([0.5, 8], [0, 8], close), true);
  assertEquals(passes([0.75, 8], [0, 8], close), false);
  assertEquals(passes([0.75, 8], [0, 8], { ...close, atolOfLargest: 0.0625 }), true);
  assertEquals(passes([3], [3], { kind: "close", rtol: 0, atol: 0 }), true);
});

Deno.test("relative is the course's error, with tiny numbers as good as 0", () => {
  const relative = { kind: "relative", most: 0.25 } as const;
  assertEquals(passes([5], [3], relative), true);
  assertEquals(passes([5.1], [3], relative), false);
  assertEquals(passes([1e-12], [-1e-12], relative), true);
});

Deno.test("sum adds up what each number is off by", () => {
  assertEquals(passes([1, 2, 3], [1.25, 1.75, 3], { kind: "sum", most: 0.5 }), true);
  assertEquals(passes([1, 2, 3], [1.25, 1.75, 3.25], { kind: "sum", most: 0.5 }), false);
  assertEquals(passes([NaN], [1], { kind: "sum", most: 0.5 }), false);
});

Deno.test("A NaN, an infinity and a missing number never pass", () => {
  const close = { kind: "close", rtol: 1, atol: 1 } as const;
  for (const bad of [NaN, Infinity, -Infinity]) {
    assertEquals(passes([bad, 1], [1, 1], close), false);
    assertEquals(passes([bad, 1], [1, 1], { kind: "relative", most: 1 }), false);
  }
  assertEquals(passes([1], [1, 1], close), false);
  assertEquals(passes([], [], close), true);
});

Deno.test("The element that is furthest off by what is allowed there is shown", () => {
  const criterion = { kind: "close", rtol: 1e-3, atol: 0 } as const;
  const { excess, text } = deviationOf({
    what: "dx",
    got: [100.2, 1.05],
    want: [100, 1],
    criterion,
  });
  assertEquals(Math.round(excess), 50);
  assertEquals(text, "dx[1]: got 1.05, wanted 1, off by 5.0e-2, allowed 1.0e-3");
});

Deno.test("assertWithin throws the sentence about the element that is furthest off", () => {
  const criterion = { kind: "close", rtol: 0, atol: 0.5 } as const;
  assertWithin({ what: "w", got: [1, 2.5], want: [1, 2], criterion });
  assertThrows(
    () => assertWithin({ what: "w", got: [1, 3], want: [1, 2], criterion }),
    Error,
    "w[1]: got 3, wanted 2, off by 1.0e+0, allowed 5.0e-1",
  );
});
