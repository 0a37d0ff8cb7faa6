import { createEngine, type Tensor } from "@descent/core";
import { assertWithin, CaseReader, knownAnswers } from "@descent/core/testing";
import { assert } from "@std/assert";
import { createOptimizer } from "./create_optimizer.ts";
import type { OptimizerPlugin } from "./optimizer_plugin.ts";

const cases = await knownAnswers("torch_optim_dev");

/** The case of a given name, from PyTorch. */
export function torchCase(name: string): CaseReader {
  const golden = cases.find((each) => each.name === name);
  assert(golden !== undefined, `no known answer is called '${name}'`);
  return new CaseReader(golden);
}

/**
 * Follows a trajectory of PyTorch and compares the weights at every recorded step.
 *
 * @param options `suffix`: ending of the weights' names in the expected arrays; default none.
 */
export function assertFollowsTorch(
  plugin: OptimizerPlugin,
  caseName: string,
  hyperparameters: Readonly<Record<string, number>>,
  { suffix = "" }: { suffix?: string } = {},
): void {
  const torch = torchCase(caseName), criterion = torch.closeness();
  const recordSteps = torch.numbers("record_steps"), learningRate = torch.number("lr");
  using engine = createEngine();
  using arena = engine.arena();
  const parameters = ["w0", "w1"].map((name) => {
    const { data, shape } = torch.input(name);
    return {
      name,
      value: arena.from(data, shape, "f64") as Tensor,
      gradient: arena.tensor(shape, "f64") as Tensor,
      role: "weight" as const,
      decays: true,
    };
  });
  const optimizer = createOptimizer({
    plugin,
    parameters,
    hyperparameters: { learningRate, ...hyperparameters },
  });
  for (let step = 1; step <= Math.max(...recordSteps); step++) {
    parameters.forEach(({ gradient }, index) => {
      const all = torch.input(`grads${index}`).data;
      gradient.data.set(all.slice((step - 1) * gradient.size, step * gradient.size));
    });
    optimizer.step({ step, learningRate });
    const row = recordSteps.indexOf(step);
    if (row < 0) continue;
    for (const { name, value } of parameters) {
      const { data } = torch.expectedArray(name + suffix);
      assertWithin({
        what: `${caseName}: ${name} after step ${step}`,
        got: value.data,
        want: data.slice(row * value.size, (row + 1) * value.size),
        criterion,
      });
    }
  }
}
