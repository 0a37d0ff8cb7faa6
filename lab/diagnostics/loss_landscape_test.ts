import { createEngine, type Parameter, randomStream } from "@descent/core";
import type { NamedTensor } from "@descent/layers";
import type { BuiltProblem } from "@descent/problems";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { weightsCopy } from "../training/weights_copy.ts";
import { landscapeEvaluations, lossLandscape } from "./loss_landscape.ts";

/** A function of two variables as a problem, its value at each count of evaluations seen by `looked`. */
function problemOf(
  loss: (x: number, y: number, buffer: number) => number,
): Disposable & { problem: BuiltProblem; at: (...values: number[]) => { values: Float64Array[] } } {
  const engine = createEngine(), arena = engine.arena();
  const tensor = (name: string) => ({ name, value: arena.from([0], [1], "f64") });
  const parameters = ["x", "y"].map((name): Parameter => {
    const { value } = tensor(name);
    return { name, value, gradient: value, role: "weight", decays: true };
  });
  const buffers: NamedTensor[] = [tensor("statistics")];
  const problem: BuiltProblem = {
    parameters,
    buffers,
    stepsPerEpoch: 1,
    examples: { train: 1, validation: 1, test: 1 },
    model: "",
    data: null,
    nextBatch: () => 1,
    gradients: () => 0,
    evaluate: () => {
      const [x, y, buffer] = [...parameters, ...buffers].map(({ value }) => value.data[0]);
      return { loss: loss(x, y, buffer) };
    },
    [Symbol.dispose]: () => {},
  };
  return {
    problem,
    at: (...values) => ({ values: values.map((value) => Float64Array.of(value)) }),
    [Symbol.dispose]: () => engine[Symbol.dispose](),
  };
}

const random = randomStream({ seed: 3 });
const metric = "validation/loss";

Deno.test("lossLandscape follows a quadratic along its lines, where no barrier is", () => {
  const quadratic = (x: number, y: number) => 3 * x * x + 0.5 * y * y;
  using function_ = problemOf(quadratic);
  const { problem, at } = function_;
  const solutions = [
    { optimizer: "a", weights: at(0, 0, 1) },
    { optimizer: "b", weights: at(1, 2, 3) },
    { optimizer: "c", weights: at(-1, 1, 1) },
  ];
  problem.parameters[0].value.data[0] = 7;
  const own = weightsCopy(problem);
  own.save();
  const options = { problem, metric, initial: at(4, -2, 0), solutions, random } as const;
  const landscape = lossLandscape(options);
  assertEquals(
    landscape.lines.map(({ from, to }) => [from, to]),
    [[null, "a"], [null, "b"], [null, "c"], ["a", "b"], ["a", "c"], ["b", "c"]],
  );
  const ends = [[4, -2], [0, 0], [1, 2], [-1, 1]];
  const places: Readonly<Record<string, number[]>> = { a: ends[1], b: ends[2], c: ends[3] };
  for (const { from, to, points, distance, barriers } of landscape.lines) {
    const [[x, y], [z, w]] = [from === null ? ends[0] : places[from], places[to]];
    assertAlmostEquals(distance, Math.hypot(x - z, y - w), 1e-12);
    assertEquals([points[0][0], points[20][0]], [-0.5, 1.5]);
    for (const [a, loss, same] of points) {
      assertAlmostEquals(loss!, quadratic((1 - a) * x + a * z, (1 - a) * y + a * w), 1e-12);
      assertEquals(same, loss);
    }
    assertEquals(barriers, [0, 0]);
  }
  const [solutionsPlane, filtersPlane] = landscape.planes;
  // The function is of two variables, so that the plane is all of it: a rotation about the first solution.
  assertEquals(solutionsPlane.marks.map(({ optimizer }) => optimizer), ["a", "b", "c"]);
  const u = [1 / Math.sqrt(5), 2 / Math.sqrt(5)], v = [-u[1], u[0]];
  solutionsPlane.y.forEach((row, j) =>
    solutionsPlane.x.forEach((column, i) => {
      const [x, y] = [0, 1].map((axis) => column * u[axis] + row * v[axis]);
      assertAlmostEquals(solutionsPlane.losses[j][i]!, quadratic(x, y), 1e-9);
    })
  );
  // A filter of length 0 has no direction.
  assertEquals(new Set(filtersPlane.losses.flat()), new Set([0]));
  assertEquals(landscape.evaluations, landscapeEvaluations(3));
  assertEquals(
    own.values,
    [...problem.parameters, ...problem.buffers].map(({ value }) => value.data),
  );
  assertEquals(lossLandscape(options), landscape);
});

Deno.test("lossLandscape finds the barrier between two minima, and normalises filters to the weights", () => {
  // Minima at x of −2 and 2, between them 16; y is a slope.
  using function_ = problemOf((x, y) => (x * x - 4) ** 2 + y);
  const { problem, at } = function_;
  const solutions = [
    { optimizer: "left", weights: at(-2, 0, 0) },
    { optimizer: "right", weights: at(2, 3, 0) },
  ];
  const { lines, planes } = lossLandscape({
    problem,
    metric,
    initial: at(0, 0, 0),
    solutions,
    random,
  });
  assertAlmostEquals(lines[2].barriers[0]!, 16, 1e-9);
  assertEquals(planes.length, 1);
  // A parameter of one number is a filter, and its direction is itself or its opposite; y is 0 and stays.
  const [{ x, y, losses, marks }] = planes;
  assertEquals(marks, [{ optimizer: "left", x: 0, y: 0 }]);
  assertEquals([x[0], x[8], x[16]], [-1, 0, 1]);
  const signs = [[1, 1], [1, -1], [-1, 1], [-1, -1]];
  const fits = signs.filter(([s, t]) =>
    y.every((row, j) =>
      x.every((column, i) => {
        const at = -2 + 2 * s * column + 2 * t * row;
        return Math.abs(losses[j][i]! - (at * at - 4) ** 2) < 1e-9;
      })
    )
  );
  assertEquals(fits.length, 1);
});

Deno.test("lossLandscape takes buffers between the ends as parameters, and beyond them those of the nearer one", () => {
  using function_ = problemOf((_x, _y, buffer) => buffer < 0 ? NaN : buffer);
  const { problem, at } = function_;
  const solutions = [{ optimizer: "a", weights: at(1, 1, 1) }];
  const { lines } = lossLandscape({ problem, metric, initial: at(0, 0, 0.5), solutions, random });
  for (const [position, loss] of lines[0].points) {
    assertAlmostEquals(loss!, 0.5 + 0.5 * Math.min(1, Math.max(0, position)), 1e-12);
  }
  using infinite = problemOf((x) => x > 1 ? Infinity : x);
  const [{ points }] = lossLandscape({
    problem: infinite.problem,
    ...{ metric, initial: infinite.at(0, 0, 0), random },
    solutions: [{ optimizer: "a", weights: infinite.at(1, 0, 0) }],
  }).lines;
  assert(points.every(([position, loss]) => (loss === null) === (position > 1)));
});
