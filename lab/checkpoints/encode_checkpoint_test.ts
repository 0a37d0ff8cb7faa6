import { openSafetensors } from "@descent/models";
import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { assertEquals, assertMatch } from "@std/assert";
import { encodeCheckpoint } from "./encode_checkpoint.ts";

Deno.test({
  name: "encodeCheckpoint makes a safetensors file that other programs read",
  ignore: !isPermitted("encodeCheckpoint", ...FILES),
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const values = { shape: [2], data: Float32Array.of(1, 2) };
      const progress = {
        step: 1,
        plannedSteps: 2,
        learningRate: 0.1,
        seconds: 0,
        gradientEvaluations: 1,
        examples: 1,
        lossScale: 1,
        lossSum: 1,
        lossCount: 1,
        rows: [],
        bestRow: null,
      };
      const tensors = new Map([["parameter/w", values]]);
      const path = `${folder}/checkpoint.safetensors`;
      await Deno.writeFile(path, encodeCheckpoint({ tensors, numbers: {}, progress }, "é"));
      using file = openSafetensors(path);
      assertEquals(file.read("parameter/w"), values);
      const { sha256, training, progress: text } = file.header.metadata;
      assertMatch(sha256, /^[0-9a-f]{64}$/);
      assertEquals([training, JSON.parse(text)], ["é", progress]);
    }),
});
