import { assertEquals } from "@std/assert";
import { depthExperiment } from "./depth.ts";
import { fakeRun } from "@descent/lab/testing";

Deno.test("depth trains every kind of net at every depth with as many rates, and says what depth costs", async () => {
  const { laboratory, page } = await fakeRun(
    depthExperiment,
    ["--depths=3", "--rates=2", "--seeds=2"],
    ({ variables }) => variables.net === "residual" && variables.layers === 8 ? "diverged" : 0.95,
  );
  const [search, finals] = laboratory.calls.map(({ trials }) => trials);
  assertEquals([search.length, finals.length], [4 * (4 * 3 * 2 + 2 * 2 * 2), 4 * (4 * 3 - 1) * 2]);
  assertEquals([...new Set(search.map(({ variables }) => variables.layers))], [2, 4, 8]);
  assertEquals(
    page.headline,
    "Steps until every seed has 90\u202f% validation accuracy with SGD, 2 layers: plain 40, batch normalization 40, " +
      "residual 40, batch normalization and residual 40; 8 layers: plain 40, batch normalization 40, batch " +
      "normalization and residual 40. No test compares the kinds.",
  );
});
