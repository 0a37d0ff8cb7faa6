import { gatherImages } from "@descent/core";
import { affine, batchNorm, conv2d, flatten, maxPool2d, relu, sequential } from "@descent/layers";
import { assertEquals, assertThrows } from "@std/assert";
import { hasFiles, networkOf, randomInput, withFile } from "./_testing.ts";
import { modelOf } from "./model_of.ts";
import { predictor } from "./predictor.ts";
import { saveNetwork } from "./save_network.ts";

const layer = sequential([
  conv2d({ filters: 5, kernel: 3, padding: 1 }),
  batchNorm(),
  relu(),
  maxPool2d({ kernel: 2 }),
  flatten(),
  affine({ units: 7 }),
]);

Deno.test("predictor gives the bits of the network's evaluation, however inputs are split", () => {
  using network = networkOf(layer, [23, 2, 6, 6]);
  const x = randomInput(network);
  network.forward(x, "train");
  const wanted = network.forward(x, "eval").data.slice();
  for (const batchSize of [1, 5, 22, 23, 100]) {
    using run = predictor({ model: modelOf(network), batchSize });
    assertEquals(run.predict(x.data), wanted);
  }
});

Deno.test("predictor takes bytes as training does", () => {
  using network = networkOf(affine({ units: 2 }), [3, 4]);
  const { arena } = network;
  const images = Uint8Array.from({ length: 12 }, (_, i) => 20 * i);
  const mean = Float64Array.from([0.1, 0.2, 0.3, 0.4]);
  const x = gatherImages(
    arena.from(images, [3, 4], "u8"),
    arena.from([0, 1, 2], [3], "i32"),
    arena.tensor([3, 4]),
    1 / 255,
    arena.from(mean, [4]),
  );
  using run = predictor({
    model: modelOf(network, { bytes: { scale: 1 / 255, mean } }),
    batchSize: 2,
  });
  assertEquals(run.predict(images), network.forward(x, "eval").data.slice());
  using plain = predictor({ model: modelOf(network) });
  assertThrows(() => plain.predict(images), TypeError, "expected numbers, got bytes");
  assertThrows(() => plain.predict([1, 2, 3]), TypeError, "4 numbers each, got 3");
  assertThrows(() => predictor({ model: modelOf(network), batchSize: 0 }), RangeError, "got 0");
});

const mayRun = Deno.permissions.querySync({ name: "run", command: Deno.execPath() }).state ===
  "granted";

Deno.test({
  name: "predictor gives the same bits in another process",
  ignore: !hasFiles || !mayRun,
  fn: () =>
    withFile(async (path) => {
      using network = networkOf(layer, [9, 2, 6, 6]);
      const x = randomInput(network);
      await saveNetwork(network, path);
      const program = `
        import { loadNetwork, predictor } from "@descent/models";
        const inputs = Float32Array.from(${JSON.stringify([...x.data])});
        using run = predictor({ model: loadNetwork(${JSON.stringify(path)}), batchSize: 4 });
        console.log(JSON.stringify([...run.predict(inputs)]));`;
      const child = new Deno.Command(Deno.execPath(), {
        args: ["run", "-q", "--allow-read", "-"],
        cwd: import.meta.dirname!,
        stdin: "piped",
        stdout: "piped",
        stderr: "inherit",
      }).spawn();
      const writer = child.stdin.getWriter();
      await writer.write(new TextEncoder().encode(program));
      await writer.close();
      const { stdout } = await child.output();
      const outputs = JSON.parse(new TextDecoder().decode(stdout));
      assertEquals(Float32Array.from(outputs), network.forward(x, "eval").data.slice());
    }),
});
