import { createEngine, type DType, randomStream } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { l1Penalty } from "./l1_penalty.ts";

for (const [dtype, bound] of [["f32", 1e-5], ["f64", 1e-13]] as [DType, number][]) {
  Deno.test(`l1Penalty is the strength times the sizes of what decays, in ${dtype}`, () => {
    using engine = createEngine();
    using arena = engine.arena();
    const random = randomStream({ seed: 8 }), strength = 0.7;
    const parameters = [[3, 5], [1], [40, 70], [6]].map((shape, i) => {
      const value = arena.tensor(shape, dtype), gradient = arena.tensor(shape, dtype);
      random.fillNormal(value.data);
      random.fillNormal(gradient.data);
      return { name: `p${i}`, value, gradient, role: "weight" as const, decays: i !== 3 };
    });
    let want = 0;
    const wanted = parameters.map(({ value, gradient, decays }) =>
      Array.from(gradient.data, (g, i) => {
        if (decays) want += strength * Math.abs(value.data[i]);
        return decays ? g + strength * Math.sign(value.data[i]) : g;
      })
    );
    assertAlmostEquals(
      l1Penalty({ strength }).build(parameters).addGradients(),
      want,
      bound * want,
    );
    parameters.forEach(({ gradient }, p) =>
      gradient.data.forEach((g, i) => assertAlmostEquals(g, wanted[p][i], bound))
    );
  });
}

Deno.test("A weight of 0 has no gradient, and a NaN stays one", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const value = arena.from([0, -0, NaN]), gradient = arena.from([1, 2, 3]);
  const penalty = l1Penalty({ strength: 5 }).build([{
    name: "w",
    value,
    gradient,
    role: "weight",
    decays: true,
  }]);
  assertEquals(penalty.addGradients(), NaN);
  assertEquals([...gradient.data], [1, 2, NaN]);
});

Deno.test("l1Penalty applies to what is named, or to what a test selects", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const parameters = ["a", "b", "c"].map((name) => ({
    name,
    value: arena.from([2]),
    gradient: arena.from([0]),
    role: "weight" as const,
    decays: name === "a",
  }));
  const gradientsWith = (selection: Parameters<typeof l1Penalty>[0]["parameters"]) => {
    for (const { gradient } of parameters) gradient.data.fill(0);
    l1Penalty({ strength: 3, ...(selection && { parameters: selection }) }).build(parameters)
      .addGradients();
    return parameters.map(({ gradient }) => gradient.data[0]);
  };
  assertEquals(gradientsWith(undefined), [3, 0, 0]);
  assertEquals(gradientsWith(["c", "b"]), [0, 3, 3]);
  assertEquals(gradientsWith(({ name }) => name !== "b"), [3, 0, 3]);
  assertThrows(() => gradientsWith(["d"]), TypeError, "got 'd'; the network has a, b, c");
});

Deno.test("A strength that is negative or infinite is refused", () => {
  for (const strength of [-1, Infinity, NaN]) {
    assertThrows(() => l1Penalty({ strength }), RangeError, `got ${strength}`);
  }
});
