import { createEngine, randomStream } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { cifarResNetProblem } from "./cifar_resnet.ts";
import { chooseProblem } from "./contract/problem_choice.ts";

const counts = { trainCount: 4, validationCount: 2, testCount: 2 };

/** Something of the problem that is built with these options. */
async function built<T>(
  given: Readonly<Record<string, number | string>>,
  of: (problem: ReturnType<typeof cifarResNetProblem.create>) => T,
): Promise<T> {
  using engine = createEngine();
  const { options } = chooseProblem(cifarResNetProblem, { options: { ...counts, ...given } });
  const data = await cifarResNetProblem.load(options, {});
  const random = randomStream({ seed: 1 });
  using problem = cifarResNetProblem.create(data, options, {
    engine,
    dtype: "f32",
    batchSize: 2,
    random,
  });
  return of(problem);
}

Deno.test("cifarResNetProblem has the depth, the width and the shortcuts that it is told", async () => {
  assertEquals(
    await built({ depth: 14, width: 2, shortcut: "projection" }, ({ model, parameters }) => [
      model,
      parameters.filter(({ name }) => name.endsWith(".weight")).length,
    ]),
    ["ResNet-14 on 1x28x28, 2-4-8 filters, projection shortcuts", 14 + 2],
  );
});

Deno.test("cifarResNetProblem refuses a depth that is not 6n + 2", async () => {
  const { options } = chooseProblem(cifarResNetProblem, { options: { ...counts, depth: 9 } });
  const data = await cifarResNetProblem.load(options, {});
  using engine = createEngine();
  const context = {
    engine,
    dtype: "f32",
    batchSize: 2,
    random: randomStream({ seed: 1 }),
  } as const;
  assertThrows(
    () => cifarResNetProblem.create(data, options, context),
    RangeError,
    "expected a depth of 6n + 2 with a whole n of at least 1, got 9",
  );
});
