import {
  affine,
  conv2d,
  flatten,
  gru,
  type Layer,
  layerCatalogue,
  relu,
  residual,
  sequential,
  tanh,
} from "@descent/layers";
import { assertEquals, assertRejects } from "@std/assert";
import { networkOf } from "../_testing.ts";
import { modelOf } from "../model_of.ts";
import { readModel } from "./_read_message.ts";
import { encodeOnnx } from "./encode_onnx.ts";

// What the operators compute, the benchmark's tests try with ONNX's own runtime.

async function operatorsOf(layer: Layer, input: readonly number[]) {
  using network = networkOf(layer, [1, ...input]);
  const { graph, opsetImport } = await readModel(await encodeOnnx(modelOf(network)), "net.onnx");
  assertEquals(opsetImport, [{ domain: "", version: 18 }]);
  return graph!;
}

Deno.test("encodeOnnx writes layers as ONNX's operators, called by their paths", async () => {
  const { node, initializer, input, output } = await operatorsOf(
    sequential([
      conv2d({ filters: 2, kernel: 3, padding: "same", name: "first" }),
      relu(),
      residual(tanh()),
      flatten(),
      affine({ units: 3, bias: false }),
    ]),
    [1, 4, 5],
  );
  assertEquals(
    node!.map(({ opType, name, input }) => [opType, name, input]),
    [
      ["Conv", "first/Conv", ["input", "first.weight", "first.bias"]],
      ["Relu", "first/Relu", ["first/Conv"]],
      ["Tanh", "residual1/body/Tanh", ["first/Relu"]],
      ["Add", "residual1/Add", ["residual1/body/Tanh", "first/Relu"]],
      ["Flatten", "flatten1/Flatten", ["residual1/Add"]],
      ["Gemm", "affine1/Gemm", ["flatten1/Flatten", "affine1.weight"]],
      ["Identity", "output", ["affine1/Gemm"]],
    ],
  );
  assertEquals(initializer!.map(({ name, dims }) => [name, dims]), [
    ["first.weight", [2, 1, 3, 3]],
    ["first.bias", [2]],
    ["affine1.weight", [40, 3]],
  ]);
  const extents = [input, output].map((values) =>
    values![0].type!.tensorType!.shape!.dim!.map(({ dimValue, dimParam }) => dimParam ?? dimValue)
  );
  assertEquals(extents, [["N", 1, 4, 5], ["N", 3]]);
});

Deno.test("encodeOnnx writes a recurrent layer as the operator of its name", async () => {
  const { node } = await operatorsOf(gru({ units: 2, bidirectional: true }), [3, 4]);
  const { attribute } = node!.find(({ opType }) => opType === "GRU")!;
  const settings = Object.fromEntries(attribute!.map(({ name, i, s }) => [
    name,
    s === undefined ? i : new TextDecoder().decode(s),
  ]));
  assertEquals(settings, { hidden_size: 2, direction: "bidirectional", linear_before_reset: 1 });
});

Deno.test("every layer of the catalogue has a form in ONNX", async () => {
  for (const { layer, inputs: [[, ...input]] } of layerCatalogue.layers) {
    const { node } = await operatorsOf(layer, input);
    assertEquals(node!.at(-1)!.output, ["output"]);
  }
});

Deno.test("a layer that has no form in ONNX is named", async () => {
  const { build } = relu();
  const own: Layer = { kind: "own", name: "mine", build };
  using network = networkOf(sequential([affine({ units: 2 }), own]), [1, 3]);
  await assertRejects(
    () => encodeOnnx(modelOf(network)),
    TypeError,
    "expected layers that have a form in ONNX, got 'mine', a own",
  );
});
