import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { givenOptions, type OptionKindName, optionKinds } from "./given_options.ts";

Deno.test("givenOptions passes objects on, takes undefined as none, and refuses all else", () => {
  const options = { a: 1 };
  assertStrictEquals(givenOptions("f", options), options);
  assertEquals(givenOptions("f", undefined! as object), {});
  for (const [value, shown] of [[null, "null"], [3, "3"], ["x", "'x'"], [[1], "a list"]] as const) {
    assertThrows(
      () => givenOptions("f", value as object),
      TypeError,
      `f: expected options in braces, got ${shown}; give them by name`,
    );
  }
});

Deno.test("givenOptions holds every kind against what fits it and what does not", () => {
  const positive = { wanted: "above 0", fits: (value: unknown) => (value as number) > 0 };
  const cases: readonly (readonly [OptionKindName, readonly unknown[], readonly unknown[]])[] = [
    ["text", ["", "a"], [1, null, []]],
    ["flag", [true, false], [0, "true", null]],
    ["number", [0, -1.5, Infinity], [NaN, "1", null]],
    ["count", [1, 2 ** 53 - 1], [0, 1.5, NaN, "1", 2 ** 53]],
    ["seed", [0, 1], [-1, 0.5, null]],
    ["list", [[], [1], new Float32Array(2)], ["ab", {}, null, new DataView(new ArrayBuffer(1))]],
    ["object", [{}, []], [null, 1, "a"]],
    ["function", [() => 0], [{}, null]],
    [["mean", "sum"], ["mean", "sum"], ["means", 1, null]],
    [positive, [1], [0, NaN]],
  ];
  assertEquals(cases.length, Object.keys(optionKinds).length + 2);
  for (const [kind, right, wrong] of cases) {
    const check = (a: unknown) => givenOptions("f", { a }, { a: kind });
    for (const value of [undefined, ...right]) assertStrictEquals(check(value).a, value);
    for (const value of wrong) assertThrows(() => check(value), TypeError, "f: expected a to be ");
  }
  assertThrows(
    () => givenOptions("f", {} as { a?: string }, { a: ["x", "y"] }, ["a"]),
    TypeError,
    'f: expected a to be one of "x", "y", got undefined; check the option',
  );
});
