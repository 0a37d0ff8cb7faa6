import { createEngine, type DType, randomStream } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { chooseProblem } from "./contract/problem_choice.ts";
import { functionProblem, type FunctionProblemOptions } from "./function_problem.ts";

const bowl: FunctionProblemOptions = {
  name: "bowl",
  title: "Bowl",
  reference: "school",
  start: [1, 0.1],
  value: ([x, y]) => x * x + 3 * y,
  gradient: ([x]) => [2 * x, 3],
};

Deno.test("functionProblem has a parameter of as many elements as the start, in the asked type", () => {
  using engine = createEngine();
  const build = (dtype: DType) =>
    functionProblem(bowl).create({ digest: "" }, {}, {
      engine,
      dtype,
      batchSize: 1,
      random: randomStream({ seed: 0 }),
    });
  using wide = build("f64");
  assertEquals(wide.parameters.map(({ name, value }) => [name, ...value.data]), [["x", 1, 0.1]]);
  using narrow = build("f32");
  assertEquals([...narrow.parameters[0].value.data], [1, Math.fround(0.1)]);
});

Deno.test("functionProblem gives value and gradient where the parameters are, the same for every part", () => {
  using engine = createEngine();
  const context = {
    engine,
    dtype: "f64",
    batchSize: 1,
    random: randomStream({ seed: 0 }),
  } as const;
  using problem = functionProblem(bowl).create({ digest: "" }, {}, context);
  const { value, gradient } = problem.parameters[0];
  value.data.set([-2, 1]);
  assertEquals([problem.nextBatch(1), problem.gradients()], [1, 7]);
  assertEquals([...gradient.data], [-4, 3]);
  for (const split of ["train", "validation", "test"] as const) {
    assertEquals(problem.evaluate(split), { loss: 7 });
  }
  assertEquals([problem.model, problem.data, problem.stepsPerEpoch], ["", null, 1]);
});

Deno.test("functionProblem frees its memory", () => {
  using engine = createEngine();
  const context = {
    engine,
    dtype: "f64",
    batchSize: 1,
    random: randomStream({ seed: 0 }),
  } as const;
  functionProblem(bowl).create({ digest: "" }, {}, context)[Symbol.dispose]();
  assertEquals(engine.bytesInUse, 0);
});

Deno.test("functionProblem takes a step an epoch, and a hundred evaluations at most", () => {
  const { epochs, evaluationsPerEpoch, target } = functionProblem(bowl).budget({});
  assertEquals([epochs, evaluationsPerEpoch, target], [1000, 0.1, null]);
  const short = functionProblem({ ...bowl, steps: 50, target: 1e-3 }).budget({});
  assertEquals([short.epochs, short.evaluationsPerEpoch, short.target], [50, 1, 1e-3]);
  const rates = { sgd: 0.1 };
  assertEquals(functionProblem({ ...bowl, learningRates: rates }).learningRates!({}), rates);
});

Deno.test("functionProblem refuses a start without finite numbers", () => {
  for (const [start, came] of [[[], "[]"], [[1, NaN], "[1, NaN]"]] as const) {
    assertThrows(
      () => functionProblem({ ...bowl, start }),
      RangeError,
      `Function problem 'bowl': expected a start of at least one finite number, got ${came}; give each`,
    );
  }
});

Deno.test("functionProblem gives start, value and gradient the options, and has the variants that it is given", () => {
  assertEquals(functionProblem(bowl).variant, undefined);
  const ravine = functionProblem<{ steepness: number; from: number }>({
    ...bowl,
    options: {
      steepness: { kind: "number", default: 20, range: [1, 100], doc: "" },
      from: { kind: "number", default: 2, range: [-9, 9], doc: "" },
    },
    start: ({ from }) => [from],
    value: ([x], { steepness }) => steepness * x * x,
    gradient: ([x], { steepness }) => [2 * steepness * x],
    variant: (seed) => ({ from: 3 + seed }),
  });
  assertEquals(chooseProblem(ravine).options, { steepness: 20, from: 2 });
  const { options } = chooseProblem(ravine, { options: ravine.variant!(1) });
  using engine = createEngine();
  const random = randomStream({ seed: 0 });
  for (const dtype of ["f32", "f64"] satisfies DType[]) {
    const context = { engine, dtype, batchSize: 1, random };
    using built = ravine.create({ digest: "" }, options, context);
    const [{ value, gradient }] = built.parameters;
    assertEquals([value.data[0], built.gradients(), gradient.data[0]], [4, 320, 160]);
    assertEquals(built.evaluate("test"), { loss: 320 });
  }
  const context = { engine, dtype: "f64", batchSize: 1, random } as const;
  assertThrows(
    () => ravine.create({ digest: "" }, { ...options, from: NaN }, context),
    RangeError,
    "Function problem 'bowl': expected a start of at least one finite number, got [NaN]; give each",
  );
  assertEquals(engine.bytesInUse, 0);
});
