import { createEngine, randomStream } from "@descent/core";
import { assertEquals } from "@std/assert";
import { describeLayer } from "../description/describe_layer.ts";
import { layerFromDescription } from "../description/layer_from_description.ts";
import type { BuiltLayer, Layer } from "../layer.ts";
import { layerCatalogue } from "./layer_catalogue.ts";
import { layerFactories } from "./layer_factories.ts";

for (const { title, layer, inputs } of layerCatalogue.layers) {
  Deno.test(`a description of ${title} makes the layer again, bit for bit`, () => {
    using engine = createEngine();
    using arena = engine.arena();
    const description = JSON.parse(JSON.stringify(describeLayer(layer)));
    const again = layerFromDescription(description);
    assertEquals(describeLayer(again), description);
    assertEquals([again.kind, again.name, again.indexCount], [
      layer.kind,
      layer.name,
      layer.indexCount,
    ]);
    const random = randomStream({ seed: 3 });
    for (const input of inputs) {
      const build = (each: Layer): BuiltLayer =>
        each.build(input, {
          arena,
          dtype: "f32",
          random,
          path: "layer",
          needsInputGradient: false,
        });
      const [one, other] = [build(layer), build(again)];
      const names = ({ parameters, buffers }: BuiltLayer) =>
        [...parameters, ...buffers].map(({ name, value }) => [name, value.shape]);
      assertEquals(names(other), names(one));
      const x = layer.indexCount === undefined ? arena.tensor(input) : arena.tensor(input, "i32");
      if (layer.indexCount === undefined) random.split("input").fillNormal(x.data as Float32Array);
      const theirs = [...other.parameters, ...other.buffers];
      [...one.parameters, ...one.buffers].forEach(({ value }, i) =>
        theirs[i].value.data.set(value.data)
      );
      assertEquals([...other.forward(x, "eval").data], [...one.forward(x, "eval").data]);
    }
  });
}

Deno.test("every factory is used by some entry of the catalogue", () => {
  const text = JSON.stringify(layerCatalogue.layers.map(({ layer }) => describeLayer(layer)));
  const unused = Object.keys(layerFactories).filter((name) =>
    !text.includes(`"factory":"${name}"`)
  );
  assertEquals(unused, []);
});
