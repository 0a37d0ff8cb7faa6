import { affine, sequential, tanh } from "@descent/layers";
import { assertEquals } from "@std/assert";
import { hasFiles, networkOf, randomInput, withFile } from "../_testing.ts";
import { predictor } from "../predictor.ts";
import { exportNetwork } from "./export_network.ts";
import { importNetwork } from "./import_network.ts";

Deno.test({
  name: "exportNetwork writes a whole file and nothing beside it, which runs as the network does",
  ignore: !hasFiles,
  fn: () =>
    withFile(async (path) => {
      using network = networkOf(sequential([affine({ units: 3 }), tanh()]), [5, 4]);
      await Deno.writeTextFile(path, "what was there before");
      await exportNetwork(network, path, { notes: { by: "test" } });
      const folder = path.slice(0, path.lastIndexOf("/"));
      assertEquals(Array.from(Deno.readDirSync(folder), ({ name }) => name), ["model.safetensors"]);
      const model = await importNetwork(path);
      assertEquals(model.notes, { by: "test" });
      const x = randomInput(network);
      using run = predictor({ model });
      assertEquals(run.predict(x.data), network.forward(x, "eval").data.slice());
    }),
});
