import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { randomStream } from "@descent/core";
import { buildNetwork, softmaxCrossEntropy, threeLayerConvNet } from "@descent/layers";
import { modelOf, saveNetwork } from "@descent/models";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { stub } from "@std/testing/mock";
import { runExport } from "./export.ts";
import { runPredict } from "./predict.ts";

async function run(task: (args: readonly string[]) => Promise<number>, ...args: string[]) {
  using log = stub(console, "log");
  using error = stub(console, "error");
  const code = await task(args);
  const said = [...log.calls, ...error.calls].map((call) => String(call.args[0])).join("\n");
  return { code, said };
}

Deno.test({
  name: "predict answers alike with a conv net of safetensors and with what export made of it",
  ignore: !isPermitted("export", ...FILES),
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const [saved, onnx, data] = ["net.safetensors", "net.onnx", "images.csv"]
        .map((name) => `${folder}/${name}`);
      using network = buildNetwork({
        layer: threeLayerConvNet({ filters: 2, filterSize: 3, hidden: 4, classes: 2 }),
        input: [1, 1, 2, 2],
        loss: softmaxCrossEntropy(),
        random: randomStream({ seed: 1 }),
      });
      const names = ["a", "b", "c", "d"];
      await saveNetwork(
        modelOf(network, {
          classNames: ["no", "yes"],
          preprocessing: {
            kind: "table",
            columns: names.map((name) => ({ kind: "number", name, mean: 1, deviation: 2 })),
            targets: [],
          },
        }),
        saved,
      );
      await Deno.writeTextFile(data, `${names}\n1,2,3,4\n-5,6,-7,8\n`);
      const { code, said } = await run(runExport, `--model=${saved}`, `--out=${onnx}`);
      assertEquals([code, said], [0, `Wrote ${onnx}: "input" [N, 1, 2, 2] to "output".`]);
      const answers = await run(runPredict, `--model=${saved}`, `--input=${data}`);
      assertEquals(answers.code, 0, answers.said);
      assert(/^row,class,probability\r?\n1,(no|yes),0\.\d+\r?\n2,/.test(answers.said));
      assertEquals(await run(runPredict, `--model=${onnx}`, `--input=${data}`), answers);

      await Deno.writeTextFile(onnx, "no network");
      const damaged = await run(runPredict, `--model=${onnx}`, `--input=${data}`);
      assertEquals(damaged.code, 2);
      assertStringIncludes(damaged.said, "no ONNX file");
    }),
});

Deno.test("export asks for a network and a file", async () => {
  const { code, said } = await run(runExport);
  assertEquals(code, 2);
  assertStringIncludes(said, "expected --model <file> and --out <file>");
});
