import { createEngine, randomStream } from "@descent/core";
import { assertEquals } from "@std/assert";
import { buildLayer } from "./build_layer.ts";
import type { BuildContext, Layer } from "./layer.ts";
import { affine } from "./linear/affine.ts";
import { sequential } from "./composition/sequential.ts";

Deno.test("buildLayer names parameters as a network does, and hands every option on", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const names = (layer: Layer) =>
    buildLayer(layer, [2, 3], { arena }).parameters.map(({ name }) => name);
  assertEquals(names(affine({ units: 1 })), ["affine1.weight", "affine1.bias"]);
  assertEquals(names(affine({ units: 1, name: "scores", bias: false })), ["scores.weight"]);
  assertEquals(names(sequential([affine({ units: 1, bias: false })])), ["affine1.weight"]);

  const seen: BuildContext[] = [];
  const layer = affine({ units: 1 });
  const spy: Layer = {
    ...layer,
    build(input, context) {
      seen.push(context);
      return layer.build(input, context);
    },
  };
  const random = randomStream({ seed: 9 });
  buildLayer(spy, [2, 3], { arena, dtype: "f64", random, path: "a/b", needsInputGradient: false });
  assertEquals(seen, [{ arena, dtype: "f64", random, path: "a/b", needsInputGradient: false }]);
});
