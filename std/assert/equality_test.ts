import {
  assertEquals,
  AssertionError,
  assertNotEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";

class Point {
  constructor(public x: number) {}
}

const equals: [unknown, unknown][] = [
  [1, 1],
  [NaN, NaN],
  [0, -0],
  [[1, [2]], [1, [2]]],
  [{ a: 1, b: { c: [undefined] } }, { b: { c: [undefined] }, a: 1 }],
  [Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
  [new Float32Array([1, NaN, -0]), new Float32Array([1, NaN, 0])],
  [new Map([["a", new Set([1])]]), new Map([["a", new Set([1])]])],
  [new Date(5), new Date(5)],
  [/a/g, /a/g],
  [new Point(1), new Point(1)],
];

const differs: [unknown, unknown][] = [
  [1, 2],
  [1, "1"],
  [null, undefined],
  [[1, 2], [1, 2, 3]],
  [{ a: undefined }, {}],
  [new Float32Array([1]), new Float64Array([1])],
  [new Float32Array([1, 2]), new Float32Array([1, 3])],
  [new Map([["a", 1]]), new Map([["a", 2]])],
  [new Set([1]), new Set([2])],
  [new Date(5), new Date(6)],
  [/a/g, /a/i],
  [new Point(1), { x: 1 }],
];

Deno.test("assertEquals compares structure and values", () => {
  for (const [a, b] of equals) {
    assertEquals(a, b);
    assertThrows(() => assertNotEquals(a, b), AssertionError);
  }
  for (const [a, b] of differs) {
    assertNotEquals(a, b);
    assertThrows(() => assertEquals(a, b), AssertionError);
  }
});

Deno.test("assertEquals gives the caller's words and both values", () => {
  assertThrows(() => assertEquals([1, 25], [1, 36], "weights"), AssertionError, "weights");
  assertThrows(() => assertEquals([1, 25], [1, 36]), AssertionError, "25");
  assertThrows(() => assertEquals([1, 25], [1, 36]), AssertionError, "36");
});

Deno.test("assertStrictEquals wants the very same value", () => {
  const list = [1];
  assertStrictEquals(list, list);
  assertStrictEquals(NaN, NaN);
  assertThrows(() => assertStrictEquals([1], [1]), AssertionError);
  assertThrows(() => assertStrictEquals(0, -0), AssertionError);
});
