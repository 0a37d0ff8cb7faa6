import { assertEquals, assertThrows } from "@std/assert";
import { sampleTrial } from "../testing/mod.ts";
import { landscapeTrial } from "./landscape_trial.ts";

const judge = (name: string, plugin: string | null = null) =>
  sampleTrial({
    optimizer: { name, title: name },
    plugin: plugin === null ? null : { address: plugin, digest: plugin },
    hyperparameters: { learningRate: name.length },
    ...{ phase: "final", testing: true, observe: ["diagnostics"] },
  });

Deno.test("landscapeTrial is the best judge's, with the others at their settings, and looks at no test part", () => {
  const judges = ["adam", "lion", "sgd"].map((name) => judge(name));
  const { optimizer, landscape, testing, phase, hyperparameters, observe } = landscapeTrial(judges);
  assertEquals([optimizer.name, testing, phase, observe], ["adam", false, "landscape", []]);
  assertEquals(hyperparameters, judges[0].hyperparameters);
  const { epochs, evaluationsPerEpoch } = judges[1].problem.budget;
  assertEquals(
    landscape,
    [4, 3].map((learningRate, index) => ({
      optimizer: ["lion", "sgd"][index],
      hyperparameters: { learningRate },
      ...{ epochs, evaluationsPerEpoch },
      schedule: judges[1].problem.budget.schedule as string,
    })),
  );
});

Deno.test("landscapeTrial is of a third party's rule where there is one, and of twelve rules at most", () => {
  const judges = [judge("adam"), judge("mine", "a"), judge("yours", "b")];
  const { optimizer, landscape } = landscapeTrial(judges);
  assertEquals([optimizer.name, landscape!.map(({ optimizer }) => optimizer)], ["mine", ["adam"]]);
  const many = Array.from({ length: 20 }, (_, index) => judge(`rule${index}`));
  assertEquals(landscapeTrial(many).landscape!.at(-1)!.optimizer, "rule11");
  assertThrows(() => landscapeTrial([]), RangeError, "expected a judge, got none");
});
