import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { assertEquals } from "@std/assert";
import { openTargetTrials } from "./target_trials.ts";

const identity = { code: "5a", data: "a5", fusedMultiplyAdd: true };
const trial = (seed: number) => ({
  ...{ optimizer: "adamw", hyperparameters: { learningRate: 0.1 }, seed },
  loss: 1 / (seed + 3),
});

Deno.test({
  name: "openTargetTrials goes on after a cut, and gives up trials of other code",
  ignore: !isPermitted("openTargetTrials", ...FILES),
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const path = `${folder}/p.jsonl`;
      const { known, add } = openTargetTrials(path, identity);
      assertEquals(known, []);
      [1, 2, 3].forEach((seed) => add(trial(seed)));
      const text = await Deno.readTextFile(path);
      await Deno.writeTextFile(path, text.slice(0, -5));
      const again = openTargetTrials(path, identity);
      assertEquals(again.known, [trial(1), trial(2)]);
      again.add(trial(3));
      assertEquals(openTargetTrials(path, identity).known, [1, 2, 3].map(trial));
      assertEquals(openTargetTrials(path, { ...identity, code: "6b" }).known, []);
    }),
});
