import { adam, rmsprop, sgd } from "@descent/optim";
import { assert, assertEquals } from "@std/assert";
import { sampleTrial } from "../testing/sample_trial.ts";
import { optimizerSearch } from "./optimizer_search.ts";

const common = {
  count: 8,
  seed: 3,
  trial: (hyperparameters: Readonly<Record<string, number>>) => sampleTrial({ hyperparameters }),
};
const tuned = ["learningRate", "beta2", "alpha"];

Deno.test("optimizerSearch draws as many settings for every optimizer, of what it has", () => {
  for (const [plugin, names] of [[adam, ["beta2"]], [rmsprop, ["alpha"]], [sgd, []]] as const) {
    const { candidates } = optimizerSearch({ ...common, plugin, tuned });
    assertEquals(candidates.length, 8);
    const settings = candidates.map(({ hyperparameters }) => hyperparameters);
    const { default: standard } = plugin.hyperparameters.learningRate;
    assertEquals(settings[0], { learningRate: standard });
    for (const setting of settings.slice(1)) {
      assertEquals(Object.keys(setting), ["learningRate", ...names]);
      const ratio = setting.learningRate / standard;
      assert(ratio >= 0.0099 && ratio <= 101, String(ratio));
    }
    assertEquals(new Set(settings.map(({ learningRate }) => learningRate)).size, 8);
  }
});

Deno.test("optimizerSearch draws further settings from a window that moved", () => {
  const { draw, window } = optimizerSearch({ ...common, plugin: adam, tuned });
  assertEquals(window, [1e-5, 0.1]);
  const further = draw!([0.1, 10], 8, 5);
  assert(
    further.every(({ hyperparameters: { learningRate } }) =>
      learningRate >= 0.1 && learningRate <= 10
    ),
  );
});
