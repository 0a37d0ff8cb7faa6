import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { randomStream } from "@descent/core";
import { affine, buildNetwork, softmaxCrossEntropy } from "@descent/layers";
import { modelOf, saveNetwork } from "@descent/models";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { stub } from "@std/testing/mock";
import { runPredict } from "./predict.ts";

async function predict(...args: string[]) {
  using log = stub(console, "log");
  using error = stub(console, "error");
  const code = await runPredict(args);
  const said = [...log.calls, ...error.calls].map((call) => String(call.args[0])).join("\n");
  return { code, said };
}

Deno.test({
  name: "predict prints a class and its probability for each row, and metrics of labelled rows",
  ignore: !isPermitted("predict", ...FILES),
  fn: () =>
    withTemporaryFolder(async (folder) => {
      using network = buildNetwork({
        layer: affine({ units: 2 }),
        input: [1, 1],
        loss: softmaxCrossEntropy(),
        random: randomStream({ seed: 1 }),
      });
      const [weight, bias] = network.parameters;
      // The scores are (0, x): class "yes" has the probability 1 / (1 + exp(-x)).
      weight.value.data.set([0, 1]);
      bias.value.data.fill(0);
      const [model, bare, labelled] = ["net.safetensors", "new.csv", "old.csv"]
        .map((name) => `${folder}/${name}`);
      await saveNetwork(
        modelOf(network, {
          classNames: ["no", "yes"],
          preprocessing: {
            kind: "table",
            columns: [{ kind: "number", name: "x", mean: 0, deviation: 1 }],
            targets: [{ name: "answer", mean: 0, deviation: 1 }],
          },
        }),
        model,
      );
      await Deno.writeTextFile(bare, "x,z\n0.75,1\n-2,1\n");
      await Deno.writeTextFile(labelled, "x,answer\n0.75,yes\n-2,yes\n-1,no\n-1,no\n");
      const { code, said } = await predict(`--model=${model}`, `--input=${bare}`);
      assertEquals(code, 0, said);
      const rows = said.split(/\r?\n/).map((line) => line.split(","));
      assertEquals(rows.map((row) => row[1]), ["class", "yes", "no"]);
      assertEquals(Math.fround(Number(rows[1][2])), Math.fround(1 / (1 + Math.exp(-0.75))));
      const metrics = await predict(`--model=${model}`, `--input=${labelled}`, "--evaluate");
      assertStringIncludes(metrics.said, "accuracy,0.75");
    }),
});

Deno.test("predict asks for a network and data", async () => {
  const { code, said } = await predict();
  assertEquals(code, 2);
  assertStringIncludes(said, "expected --model <file> and --input <path>");
});
