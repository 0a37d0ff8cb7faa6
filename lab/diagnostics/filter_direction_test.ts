import { createEngine, type Parameter, randomStream } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import { filterDirection } from "./filter_direction.ts";

/** The weights of each output as a list of their own. */
function filtersOf({ data, shape }: { data: ArrayLike<number>; shape: readonly number[] }) {
  const all = Array.from(data);
  if (shape.length < 2) return [all];
  if (shape.length === 2) {
    const [, outputs] = shape;
    return Array.from({ length: outputs }, (_, o) => all.filter((_, i) => i % outputs === o));
  }
  const size = all.length / shape[0];
  return Array.from({ length: shape[0] }, (_, o) => all.slice(o * size, (o + 1) * size));
}

Deno.test("filterDirection is a plain twin's: normal numbers, each filter scaled to the norm of its weights", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const random = randomStream({ seed: 4 });
  const shapes: [role: Parameter["role"], shape: number[]][] = [
    ["weight", [5, 3]],
    ["bias", [3]],
    ["weight", [4, 2, 3, 3]],
    ["gain", [4]],
    ["weight", [7]],
  ];
  const parameters = shapes.map(([role, shape], index): Parameter => {
    const value = arena.tensor(shape, "f64");
    random.fillNormal(value.data as Float64Array);
    return { name: `p${index}`, value, gradient: value, role, decays: true };
  });
  const directions = filterDirection(parameters, randomStream({ seed: 1 }).split("x"));
  const again = randomStream({ seed: 1 }).split("x");
  for (const [index, { value: { data, shape }, role }] of parameters.entries()) {
    const own = directions[index];
    if (role === "bias" || role === "gain") {
      assertEquals([...own], Array.from(own, () => 0));
      continue;
    }
    const drawn = new Float64Array(data.length);
    again.fillNormal(drawn);
    const [theta, d, twin] = [data, own, drawn].map((each) => filtersOf({ data: each, shape }));
    theta.forEach((filter, f) => {
      const factor = Math.hypot(...filter) / Math.hypot(...twin[f]);
      twin[f].forEach((each, i) => assertAlmostEquals(d[f][i], factor * each, 1e-12));
    });
  }
  const other = filterDirection(parameters, randomStream({ seed: 1 }).split("y"));
  assertNotEquals([...other[0]], [...directions[0]]);
});
