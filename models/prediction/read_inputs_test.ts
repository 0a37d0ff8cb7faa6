import type { Preprocessing } from "@descent/data";
import { affine, flatten, sequential } from "@descent/layers";
import { assertEquals, assertRejects } from "@std/assert";
import { hasFiles, networkOf, withFile } from "../_testing.ts";
import { modelOf } from "../model_of.ts";
import { readInputs } from "./read_inputs.ts";

const table: Preprocessing = {
  kind: "table",
  columns: [
    { kind: "category", name: "colour", categories: ["red", "blue"] },
    { kind: "number", name: "size", mean: 2, deviation: 2 },
  ],
  targets: [{ name: "kind", mean: 0, deviation: 1 }],
};

Deno.test({
  name: "readInputs makes a table's rows inputs as training did, whatever the order of columns",
  ignore: !hasFiles,
  fn: () =>
    withFile(async (path) => {
      using network = networkOf(affine({ units: 2 }), [1, 3]);
      const model = modelOf(network, { preprocessing: table, classNames: ["cat", "dog"] });
      const read = (text: string) => {
        Deno.writeTextFileSync(path, text);
        return readInputs(model, path);
      };
      const inputs = Float64Array.of(0, 1, 1, 1, 0, 0);
      const targets = Int32Array.of(1, 0);
      assertEquals(await read("kind,size,colour\ndog,4,blue\ncat,2,red\n"), {
        inputs,
        targets,
        count: 2,
      });
      const bare = { inputs, targets: null, count: 2 };
      assertEquals(await read("size,colour\n4,blue\n2,red\n"), bare);
      assertEquals(await read("colour,size\nblue,4\nred,2\n"), bare);
      const refused = (text: string, message: string) =>
        assertRejects(() => read(text), SyntaxError, message);
      await refused(
        "size,colour\n4,green\n2,red\n",
        "row 1: expected 'colour' to be one of red, blue",
      );
      await refused("size,hue\n4,blue\n2,red\n", "got none called 'colour'");
      await refused("size,colour\nbig,blue\nsmall,red\n", "expected a number in 'size', got 'big'");
    }),
});

Deno.test({
  name: "readInputs takes an IDX file of images alone, of the model's size",
  ignore: !hasFiles,
  fn: () =>
    withFile(async (path) => {
      using network = networkOf(sequential([flatten(), affine({ units: 2 })]), [1, 1, 1, 2]);
      const header = (width: number) => [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, width];
      Deno.writeFileSync(path, Uint8Array.from([...header(2), 1, 2, 3, 4]));
      const { inputs, targets, count } = await readInputs(modelOf(network), path);
      assertEquals([inputs, targets, count], [Uint8Array.of(1, 2, 3, 4), null, 2]);
      Deno.writeFileSync(path, Uint8Array.from([...header(1), 1, 2]));
      await assertRejects(
        () => readInputs(modelOf(network), path),
        SyntaxError,
        "expected images [1, 1, 2], as the model was trained on, got [1, 1, 1]",
      );
      using sequences = networkOf(affine({ units: 2 }), [1, 3]);
      await assertRejects(
        () => readInputs(modelOf(sequences), path),
        TypeError,
        "give them to its predictor",
      );
    }),
});
