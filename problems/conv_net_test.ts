import { createEngine, randomStream } from "@descent/core";
import { assertEquals } from "@std/assert";
import { convNet } from "./conv_net.ts";
import { chooseProblem } from "./contract/problem_choice.ts";

Deno.test("convNet has the filters that are asked for, and the course's pixels and weights", async () => {
  using engine = createEngine();
  const given = {
    filters: 4,
    filterSize: 3,
    hidden: 5,
    trainCount: 50,
    validationCount: 2,
    testCount: 2,
  };
  const { options } = chooseProblem(convNet, { options: given });
  const data = await convNet.load(options, {});
  const context = {
    engine,
    dtype: "f64",
    batchSize: 2,
    random: randomStream({ seed: 1 }),
  } as const;
  using problem = convNet.create(data, options, context);
  const [filters] = problem.parameters;
  assertEquals(filters.value.shape, [4, 1, 3, 3]);
  const deviation = Math.sqrt(
    [...filters.value.data].reduce((sum, w) => sum + w * w, 0) / filters.value.size,
  );
  assertEquals(deviation > 0.005 && deviation < 0.02, true);
  assertEquals(problem.model, "4 filters 3x3, 2x2 max pool, 5-10");
  assertEquals(problem.data?.preprocessing, "pixels 0..255, less the training mean");
});

Deno.test("convNet starts searches from rates that suit its pixels", () => {
  const rates = (pixels: string) =>
    convNet.learningRates!(chooseProblem(convNet, { options: { pixels } }).options);
  assertEquals(rates("raw"), { sgd: 1e-2, momentum: 1e-3, rmsprop: 3e-4, adam: 1e-3 });
  assertEquals(rates("unit"), {});
});
