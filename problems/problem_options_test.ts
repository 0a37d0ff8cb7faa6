import { createEngine, randomStream } from "@descent/core";
import { optionFaults } from "@descent/core/testing";
import { shareDataset } from "@descent/data";
import { sampleDataset } from "@descent/data/testing";
import { affine, flatten, l2Penalty, sequential, softmaxCrossEntropy } from "@descent/layers";
import { assertEquals } from "@std/assert";
import { boardCatalogue } from "./board/board_problems.ts";
import { problemCatalogue } from "./catalogue.ts";
import { checkOptions } from "./contract/check_options.ts";
import { chooseProblem } from "./contract/problem_choice.ts";
import type { Option, OptionValue } from "./contract/option.ts";
import { functionProblem } from "./function_problem.ts";
import { minibatches, type MinibatchesOptions } from "./supervised/minibatches.ts";
import { supervised, type SupervisedOptions } from "./supervised/supervised.ts";

Deno.test("every problem refuses options of another kind in the usual sentence", () => {
  const plugins = [...problemCatalogue, ...boardCatalogue];
  const faults = plugins.flatMap((plugin) => {
    // A text of a table is free: a path, or text to learn.
    const texts = Object.entries<Option>(plugin.options)
      .flatMap(([name, { kind }]) => kind === "text" ? [name] : []);
    const check = (given: Readonly<Record<string, OptionValue>>) =>
      checkOptions(plugin.name, plugin.options, given);
    const valid = chooseProblem(plugin).options;
    return optionFaults(check, valid, { texts }).map((fault) => `${plugin.name} ${fault}`);
  });
  assertEquals(faults, []);
});

Deno.test("functionProblem refuses options of another kind in the usual sentence", () => {
  const bowl = {
    name: "bowl",
    title: "Bowl",
    reference: "school",
    start: [1],
    value: ([x]: ArrayLike<number> & Iterable<number>) => x * x,
    gradient: ([x]: ArrayLike<number> & Iterable<number>) => [2 * x],
    steps: 10,
    target: null,
    options: {},
    variant: () => ({}),
  };
  assertEquals(optionFaults(functionProblem, bowl, { texts: ["name", "title", "reference"] }), []);
});

Deno.test("supervised and minibatches refuse options of another kind in the usual sentence", async () => {
  using engine = createEngine();
  using arena = engine.arena();
  const context = { engine, dtype: "f32", batchSize: 8, random: randomStream({ seed: 1 }) };
  const both = { context, data: await shareDataset(sampleDataset()), scale: 1, centred: true };
  const batches = (options: MinibatchesOptions) => minibatches(options)[Symbol.dispose]();
  const problem = (options: SupervisedOptions) => supervised(options)[Symbol.dispose]();
  assertEquals(
    [
      ...optionFaults(batches, { ...both, arena }),
      ...optionFaults(problem, {
        ...both,
        layer: sequential([flatten(), affine({ units: 3 })]),
        loss: softmaxCrossEntropy(),
        penalty: l2Penalty({ strength: 1 }),
        target: "data",
        metrics: {},
        model: "16-3",
        samples: () => [],
      }, { texts: ["model"] }),
    ],
    [],
  );
});
