import { assert, assertLess, assertThrows } from "@std/assert";
import { layerCatalogue } from "../catalogue/layer_catalogue.ts";
import type { BuiltLayer, Layer } from "../layer.ts";
import { spoilGradient } from "../testing/mod.ts";
import { layerGradientErrors } from "./layer_gradient_errors.ts";

for (const { title, layer, inputs, bound } of layerCatalogue.layers) {
  Deno.test(`Gradients of ${title} agree with central differences`, () => {
    for (const input of inputs) {
      for (const mode of ["train", "eval"] as const) {
        for (const { tensor, error } of layerGradientErrors(layer, input, { mode })) {
          assertLess(error, bound, `${tensor} for [${input}] in ${mode} mode`);
        }
      }
    }
  });

  Deno.test(`A planted error of 1 % in one gradient of ${title} is caught`, () => {
    const input = inputs.at(-1)!;
    const tensors = layerGradientErrors(layer, input).map(({ tensor }) => tensor);
    for (const tensor of tensors) {
      const errors = layerGradientErrors(withWrongGradient(layer, tensor), input);
      const caught = errors.filter(({ error }) => error > bound).map((error) => error.tensor);
      assert(caught.length === 1 && caught[0] === tensor, `${tensor}: caught [${caught}]`);
    }
  });
}

Deno.test("A layer that keeps its input gradient to itself is refused", () => {
  const { layer } = layerCatalogue.layers[0];
  const silent: Layer = {
    ...layer,
    build: (input, context) => layer.build(input, { ...context, needsInputGradient: false }),
  };
  assertThrows(() => layerGradientErrors(silent, [2, 3]), TypeError, "expected an input gradient");
});

/** A copy of a layer in whose gradient of one tensor the largest element is off by 1 %. */
function withWrongGradient(layer: Layer, tensor: string): Layer {
  return {
    ...layer,
    build(input, context): BuiltLayer {
      const built = layer.build(input, context);
      return {
        output: built.output,
        parameters: built.parameters,
        buffers: built.buffers,
        forward: (x, mode) => built.forward(x, mode),
        backward(dy) {
          const dx = built.backward(dy);
          const parameter = built.parameters.find(({ name }) => name === tensor);
          spoilGradient((parameter?.gradient ?? dx!).data);
          return dx;
        },
      };
    },
  };
}
