import { createEngine } from "@descent/core";
import { assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import { problemText, sampleData, sampleTrial } from "../testing/mod.ts";
import { buildTrial } from "./build_trial.ts";

const data = await sampleData();

Deno.test("One seed gives every optimizer the same weights and the same minibatches", async () => {
  using engine = createEngine();
  const drawn: number[][] = [];
  for (const name of ["sgd", "adam"]) {
    const trial = sampleTrial({ optimizer: { name, title: name }, hyperparameters: {} });
    using built = await buildTrial({ trial, data, engine });
    const { problem } = built;
    const weights = problem.parameters.flatMap(({ value }) => [...value.data]);
    // Without steps of the optimizer the losses tell the minibatches.
    const losses = Array.from({ length: 12 }, (_, index) => {
      problem.nextBatch(index + 1);
      return problem.gradients();
    });
    assertEquals(new Set(losses).size, 12);
    drawn.push([...weights, ...losses]);
  }
  assertEquals(drawn[0], drawn[1]);
});

Deno.test("A problem is that of its module, with its options and type", async () => {
  using engine = createEngine();
  const address = `data:text/javascript,${encodeURIComponent(problemText("bowl"))}`;
  const { problem: choice } = sampleTrial();
  const options = { curvature: 2 };
  const changes = { name: "bowl", source: { address, digest: "" }, options, dtype: "f64" } as const;
  const trial = sampleTrial({ problem: { ...choice, ...changes } });
  using built = await buildTrial({ trial, data: { digest: "" }, engine });
  const [{ name, value }] = built.problem.parameters;
  assertEquals([name, value.dtype, built.problem.gradients()], ["x", "f64", 5]);
});

Deno.test("What cannot be built leaves no memory behind", async () => {
  using engine = createEngine();
  // The data stay in the engine's memory, for the next trial.
  const built = await buildTrial({ trial: sampleTrial(), data, engine });
  const whole = engine.bytesInUse;
  built[Symbol.dispose]();
  const kept = engine.bytesInUse;
  assertNotEquals(kept, whole);
  const trial = sampleTrial({ hyperparameters: { learningRate: -1 } });
  await assertRejects(() => buildTrial({ trial, data, engine }), RangeError, "learningRate");
  assertEquals(engine.bytesInUse, kept);
});
