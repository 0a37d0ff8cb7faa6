import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { SAMPLE_FILES } from "@descent/data/testing";
import { runInFolder } from "@descent/lab/testing";
import { parse } from "@std/csv";
import { assert, assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import { stub } from "@std/testing/mock";
import { compare } from "./compare.ts";
import { runPredict } from "@descent/lab/tasks/predict";

const ignore = !isPermitted("predict", ...FILES);

async function predict(...args: string[]) {
  using log = stub(console, "log");
  using error = stub(console, "error");
  const code = await runPredict(args);
  const said = [...log.calls, ...error.calls].map((call) => String(call.args[0])).join("\n");
  return { code, said };
}

/** Two classes of points, with numbers, a category, and classes by name. */
function points(withClass: boolean): string {
  const rows = Array.from({ length: 60 }, (_, i) => {
    const isRed = i % 2 === 0, x = Math.sin(i) + (isRed ? 2 : -2);
    return [
      x.toFixed(3),
      i % 3 === 0 ? "low" : "high",
      ...withClass ? [isRed ? "red" : "blue"] : [],
    ];
  });
  const header = ["x", "level", ...withClass ? ["class"] : []];
  return [header, ...rows].map((row) => row.join(",")).join("\n");
}

Deno.test({
  name: "predict answers for new data with the network that compare --save-best wrote",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const [labelled, bare] = [`${folder}/points.csv`, `${folder}/new.csv`];
      Deno.writeTextFileSync(labelled, points(true));
      Deno.writeTextFileSync(bare, points(false));
      const args = [`--dataset=${labelled}`, "--optimizers=adam", "--settings=1", "--seeds=2"];
      const { code, error } = await runInFolder(
        compare,
        folder,
        ...args,
        "--epochs=20",
        "--save-best",
      );
      assertEquals([code, error], [0, ""]);
      const page = Deno.readTextFileSync(`${folder}/out/index.html`);
      assertStringIncludes(page, 'href="adam.safetensors"');
      const model = `--model=${folder}/out/adam.safetensors`;

      const { said } = await predict(model, `--input=${bare}`);
      const rows = parse(said, { skipFirstRow: true }) as Record<string, string>[];
      assertEquals(rows.length, 60);
      const wanted = rows.map((_, i) => i % 2 === 0 ? "red" : "blue");
      const right = rows.filter((row, i) => row.class === wanted[i]);
      assert(right.length > 50 && rows.every(({ probability }) => Number(probability) >= 0.5));

      const evaluated = await predict(model, `--input=${labelled}`, "--evaluate");
      const metrics = Object.fromEntries(
        (parse(evaluated.said, { skipFirstRow: true }) as { metric: string; value: string }[])
          .map(({ metric, value }) => [metric, Number(value)]),
      );
      assertEquals([metrics.examples, metrics.accuracy], [60, right.length / 60]);
      assertAlmostEquals(metrics.balancedAccuracy, metrics.accuracy, 1e-12);
      assertEquals(
        await predict(model, `--input=${bare}`, "--evaluate").then(({ code }) => code),
        2,
      );

      Deno.writeTextFileSync(bare, "x,colour\n1,2\n2,3\n");
      const missing = await predict(model, `--input=${bare}`);
      assertEquals(missing.code, 2);
      assertStringIncludes(missing.said, "got none called 'level'");
    }),
});

Deno.test({
  name: "predict names each picture of a folder without classes, of any size, and one alone",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const sample = SAMPLE_FILES.find(({ classes }) => "bee" in classes)!;
      const data = `${folder}/data`, bare = `${folder}/new`;
      for (const path of [data, bare]) Deno.mkdirSync(path);
      await sample.write(data);
      const args = [`--dataset=${data}`, "--optimizers=adam", "--learning-rate=0.01", "--seeds=1"];
      const { code, error } = await runInFolder(
        compare,
        folder,
        ...args,
        "--epochs=60",
        "--save-best",
      );
      assertEquals([code, error], [0, ""]);
      const model = `--model=${folder}/out/adam.safetensors`;
      // Number 1 of each class of insects and cats, of which every fourth has another size.
      const pictures = ["ant/3.png", "bee/1.png", "cat/2.png"];
      for (const picture of pictures) {
        Deno.copyFileSync(`${data}/${picture}`, `${bare}/new-${picture.replace("/", "-")}`);
      }
      const { said } = await predict(model, `--input=${bare}`);
      const rows = parse(said, { skipFirstRow: true }) as Record<string, string>[];
      assertEquals(rows.map((row) => [row.file, row.class]), [
        ["new-ant-3.png", "ant"],
        ["new-bee-1.png", "bee"],
        ["new-cat-2.png", "cat"],
      ]);
      const one = await predict(model, `--input=${bare}/new-bee-1.png`);
      assertStringIncludes(one.said, "new-bee-1.png,bee,");
      // Labelled pictures are evaluated in the model's size, whatever size most of them have.
      const other = `${folder}/other`;
      for (const name of ["bee", "cat"]) Deno.mkdirSync(`${other}/${name}`, { recursive: true });
      Deno.copyFileSync(`${data}/bee/1.png`, `${other}/bee/1.png`);
      Deno.copyFileSync(`${data}/cat/17.png`, `${other}/cat/17.png`);
      const evaluated = await predict(model, `--input=${other}`, "--evaluate");
      assertStringIncludes(evaluated.said, "examples,2");
    }),
});
