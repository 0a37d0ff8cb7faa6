import { layerCatalogue } from "@descent/layers";
import type { Preprocessing } from "@descent/data";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { hasFiles, networkOf, randomInput, withFile } from "./_testing.ts";
import { loadNetwork } from "./load_network.ts";
import { modelOf } from "./model_of.ts";
import { predictor } from "./predictor.ts";
import { encodeModel, saveNetwork } from "./save_network.ts";

for (const dtype of ["f32", "f64"] as const) {
  Deno.test({
    name: `every layer of the catalogue comes back from its file, bit for bit, in ${dtype}`,
    ignore: !hasFiles,
    fn: () =>
      withFile(async (path) => {
        for (const { layer, inputs } of layerCatalogue.layers) {
          const input = inputs.at(-1)!;
          using network = networkOf(layer, input, dtype);
          const x = randomInput(network);
          await saveNetwork(network, path);
          const model = loadNetwork(path);
          for (const { name, value } of [...network.parameters, ...network.buffers]) {
            const { shape, data } = model.tensors.get(name)!;
            assertEquals(shape, value.shape);
            assert(data.every((number, i) => Object.is(number, value.data[i])), name);
          }
          using run = predictor({ model, batchSize: 2 });
          assertEquals(run.predict(x.data), network.forward(x, "eval").data.slice());
        }
      }),
  });
}

const preprocessing: Preprocessing = {
  kind: "table",
  columns: [
    { kind: "number", name: 'π, "quoted"', mean: 0.1 + 0.2, deviation: 1e-300 },
    { kind: "category", name: "colour", categories: ["rouge", ""] },
  ],
  targets: [{ name: "class", mean: 0, deviation: 1 }],
};

Deno.test({
  name: "saveNetwork keeps preprocessing, class names and notes, also of a model saved again",
  ignore: !hasFiles,
  fn: () =>
    withFile(async (path) => {
      using network = networkOf(layerCatalogue.layers[0].layer, [2, 3]);
      const details = {
        bytes: { scale: 1 / 255, mean: new Float64Array([0.1, 0.2, -0]) },
        preprocessing,
        classNames: ["a", "é", "", "c", "d"],
        notes: { optimizer: "adam" },
      };
      await saveNetwork(network, path, details);
      const { bytes, classNames, notes, ...rest } = loadNetwork(path);
      assertEquals({ bytes, classNames, notes, preprocessing: rest.preprocessing }, details);
      const again = loadNetwork(path);
      await saveNetwork(again, path);
      assertEquals(encodeModel(loadNetwork(path)), encodeModel(again));
      assertEquals(encodeModel(again), encodeModel(modelOf(network, details)));
    }),
});

Deno.test({
  name: "saveNetwork leaves nothing behind where it cannot write",
  ignore: !hasFiles,
  fn: () =>
    withFile(async (path) => {
      using network = networkOf(layerCatalogue.layers[0].layer, [2, 3]);
      await Deno.mkdir(path);
      await assertRejects(() => saveNetwork(network, path));
      assertEquals([...Deno.readDirSync(`${path}/..`)].map(({ name }) => name), [
        "model.safetensors",
      ]);
    }),
});
