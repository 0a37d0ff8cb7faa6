import { createEngine, type DType, randomStream } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { l2Penalty } from "./l2_penalty.ts";

for (const [dtype, bound] of [["f32", 1e-5], ["f64", 1e-13]] as [DType, number][]) {
  Deno.test(`l2Penalty is half the strength times the squares of what decays, in ${dtype}`, () => {
    using engine = createEngine();
    using arena = engine.arena();
    const random = randomStream({ seed: 7 }), strength = 0.7;
    const parameters = [[3, 5], [1], [40, 70], [6]].map((shape, i) => {
      const value = arena.tensor(shape, dtype), gradient = arena.tensor(shape, dtype);
      random.fillNormal(value.data);
      random.fillNormal(gradient.data);
      return { name: `p${i}`, value, gradient, role: "weight" as const, decays: i !== 3 };
    });
    let want = 0;
    const wanted = parameters.map(({ value, gradient, decays }) =>
      Array.from(gradient.data, (g, i) => {
        if (decays) want += 0.5 * strength * value.data[i] ** 2;
        return decays ? g + strength * value.data[i] : g;
      })
    );
    const penalty = l2Penalty({ strength }).build(parameters);
    assertAlmostEquals(penalty.addGradients(), want, bound * want);
    parameters.forEach(({ gradient }, p) =>
      gradient.data.forEach((g, i) => assertAlmostEquals(g, wanted[p][i], bound))
    );
  });
}

Deno.test("l2Penalty applies to what is named, whether it decays or not", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const parameters = ["a", "b"].map((name) => ({
    name,
    value: arena.from([2]),
    gradient: arena.from([0]),
    role: "weight" as const,
    decays: name === "a",
  }));
  const penalty = l2Penalty({ strength: 3, parameters: ["b"] }).build(parameters);
  assertEquals(penalty.addGradients(), 6);
  assertEquals(parameters.map(({ gradient }) => gradient.data[0]), [0, 6]);
});

Deno.test("A strength of 0 changes nothing; a negative or infinite one is refused", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const w = {
    name: "w",
    value: arena.from([3]),
    gradient: arena.from([1]),
    role: "weight",
    decays: true,
  } as const;
  assertEquals(l2Penalty({ strength: 0 }).build([w]).addGradients(), 0);
  assertEquals([...w.gradient.data], [1]);
  for (const strength of [-1, Infinity, NaN]) {
    assertThrows(() => l2Penalty({ strength }), RangeError, `got ${strength}`);
  }
});
