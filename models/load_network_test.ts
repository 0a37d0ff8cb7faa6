import {
  affine,
  batchNorm,
  conv2d,
  convTranspose2d,
  embedding,
  flatten,
  layerNorm,
  lstm,
  sequential,
} from "@descent/layers";
import { assertEquals, assertThrows } from "@std/assert";
import { hasFiles, networkOf, withFile } from "./_testing.ts";
import { transposeAxes } from "./_transpose_axes.ts";
import { LAYOUTS } from "./layouts.ts";
import { loadNetwork, type LoadNetworkOptions } from "./load_network.ts";
import type { TensorValues } from "./model.ts";
import { modelOf } from "./model_of.ts";
import { encodeSafetensors } from "./safetensors/encode_safetensors.ts";
import { encodeModel } from "./save_network.ts";

type Tensors = Record<string, readonly number[]>;

function load(path: string, shapes: Tensors, options: LoadNetworkOptions) {
  const tensors = Object.entries(shapes).map(([name, shape]): [string, TensorValues] => {
    const size = shape.reduce((a, b) => a * b, 1);
    return [name, { shape, data: Float32Array.from({ length: size }, (_, i) => i) }];
  });
  Deno.writeFileSync(path, encodeSafetensors(new Map(tensors)));
  return loadNetwork(path, options).tensors;
}

const net = sequential([
  conv2d({ filters: 4, kernel: [3, 2], name: "conv" }),
  batchNorm({ name: "norm" }),
  flatten(),
  affine({ units: 5, name: "out" }),
]);
const inputShape = [2, 4, 4];

Deno.test({
  name: "loadNetwork takes Keras's and PyTorch's names and axes",
  ignore: !hasFiles,
  fn: () =>
    withFile((path) => {
      const keras = load(path, {
        "c.kernel": [3, 2, 2, 4],
        "c.bias": [4],
        "norm.gamma": [4],
        "norm.beta": [4],
        "norm.moving_mean": [4],
        "norm.moving_variance": [4],
        "out.kernel": [24, 5],
        "out.bias": [5],
        optimizer: [3],
      }, { layer: net, inputShape, layout: "keras", rename: { c: "conv", optimizer: null } });
      // Filter 1, channel 0, row 2, column 1.
      assertEquals(
        keras.get("conv.weight")!.data[((1 * 2 + 0) * 3 + 2) * 2 + 1],
        ((2 * 2 + 1) * 2 + 0) * 4 + 1,
      );
      assertEquals(keras.get("out.weight")!.data[1], 1);
      const torch = load(path, {
        "net.0.weight": [4, 2, 3, 2],
        "net.0.bias": [4],
        "net.1.weight": [4],
        "net.1.bias": [4],
        "net.1.running_mean": [4],
        "net.1.running_var": [4],
        "net.1.num_batches_tracked": [],
        "net.3.weight": [5, 24],
        "net.3.bias": [5],
      }, {
        layer: net,
        inputShape,
        layout: "pytorch",
        rename: { "net.0": "conv", "net.1": "norm", "net.3": "out" },
      });
      assertEquals([...torch.get("out.weight")!.data.slice(0, 3)], [0, 24, 48]);
      assertEquals(torch.get("norm.gain")!.data, Float32Array.of(0, 1, 2, 3));
    }),
});

Deno.test({
  name: "every tensor of the layers that a layout names comes back from its form there",
  ignore: !hasFiles,
  fn: () =>
    withFile((path) => {
      const layers = [
        { layer: affine({ units: 3 }), input: [4] },
        { layer: conv2d({ filters: 2, kernel: 3 }), input: [3, 5, 5] },
        { layer: convTranspose2d({ filters: 2, kernel: 2 }), input: [3, 2, 2] },
        { layer: embedding({ numEmbeddings: 3, embeddingDim: 2 }), input: [2] },
        { layer: layerNorm(), input: [4] },
      ];
      const recurrent = { layer: lstm({ units: 2, bidirectional: true }), input: [3, 4] };
      for (const layout of ["pytorch", "keras"] as const) {
        for (const { layer, input } of layout === "pytorch" ? [...layers, recurrent] : layers) {
          using network = networkOf(layer, [1, ...input]);
          const wanted = modelOf(network).tensors;
          const theirs = new Map<string, TensorValues>();
          for (const [name, values] of wanted) {
            const [path, tensor] = name.split(".");
            const row = LAYOUTS[layout].find((row) =>
              row.tensor === tensor && (row.embedding ?? false) === (layer.kind === "embedding") &&
              (row.axes ?? values.shape.length) === values.shape.length
            )!;
            const back = row.order?.map((_, axis) => row.order!.indexOf(axis));
            theirs.set(
              `${path}.${row.names[0]}`,
              back === undefined ? values : transposeAxes(values, back),
            );
          }
          Deno.writeFileSync(path, encodeSafetensors(theirs));
          const { tensors } = loadNetwork(path, { layer, inputShape: input, layout });
          assertEquals(tensors, wanted);
        }
      }
    }),
});

Deno.test({
  name:
    "loadNetwork names tensors that are missing, left over or of another shape, with both shapes",
  ignore: !hasFiles,
  fn: () =>
    withFile((path) => {
      const layer = affine({ units: 2, name: "out" });
      const refused = (shapes: Tensors, message: string, options: LoadNetworkOptions = {}) =>
        assertThrows(
          () => load(path, shapes, { layer, inputShape: [3], ...options }),
          Error,
          message,
        );
      const whole = { "out.weight": [3, 2], "out.bias": [2] };
      assertEquals(load(path, whole, { layer, inputShape: [3] }).size, 2);
      refused(
        { ...whole, "out.weight": [2, 3] },
        "'out.weight' of the shape [3, 2] of 'out.weight', got [2, 3]",
      );
      refused({ "out.bias": [2] }, "missing: out.weight");
      refused({ ...whole, step: [1] }, "does not have: step");
      refused({ ...whole, "b.bias": [2] }, "one tensor for 'out.bias'", { rename: { b: "out" } });
      refused(whole, "to transpose, got 'weight'", { transpose: { weight: [1, 0] } });
      refused(whole, "in the order [1, 0]", { transpose: { "out.weight": [1, 0] } });
      assertThrows(() => loadNetwork(path), TypeError, "of another program; give both");
      const turned = load(path, { w: [2, 3], "out.bias": [2] }, {
        layer,
        inputShape: [3],
        dtype: "f64",
        rename: (name) => name === "w" ? "out.weight" : name,
        transpose: { "out.weight": [1, 0] },
      });
      assertEquals(turned.get("out.weight")!.data, Float64Array.of(0, 3, 1, 4, 2, 5));
    }),
});

Deno.test({
  name: "loadNetwork refuses a description that is damaged, or asks for more than its file holds",
  ignore: !hasFiles,
  fn: () =>
    withFile((path) => {
      using network = networkOf(affine({ units: 2 }), [1, 3]);
      const model = modelOf(network);
      const { metadata, tensors } = parts(encodeModel(model));
      const attacks: [change: Record<string, unknown>, message: string][] = [
        [{ version: 2 }, "version 1, got 2"],
        [{ layer: null }, "got null"],
        [{ layer: { factory: "affine", options: { units: 1e12 } } }, "can be built"],
        [{ layer: { factory: "affine", options: { units: 3 } } }, "[3, 3] of 'affine1.weight'"],
        [{ layer: { factory: "affine", options: {} } }, "units"],
        [{ layer: { factory: "conv2d", options: { filters: 1 } } }, "conv2d takes"],
        [{ inputShape: [1e9, 1e9] }, "can be built"],
        [{ inputShape: "3" }, "input shape"],
        [{ dtype: "f16" }, "f32 or f64"],
        [{ byteScale: "1" }, "byteScale"],
        [{ classNames: [1] }, "classNames"],
        [{ notes: null }, "notes"],
        [{ preprocessing: { kind: "table", columns: 3 } }, "preprocessing"],
      ];
      for (const [change, message] of attacks) {
        const text = JSON.stringify({ ...metadata, ...change });
        Deno.writeFileSync(path, encodeSafetensors(tensors, { descent: text }));
        assertThrows(() => loadNetwork(path), SyntaxError, message, text);
      }
      Deno.writeFileSync(path, encodeSafetensors(tensors, { descent: "{" }));
      assertThrows(() => loadNetwork(path), SyntaxError, "in JSON");

      function parts(bytes: Uint8Array) {
        const length = new DataView(bytes.buffer).getUint32(0, true);
        const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
        return { metadata: JSON.parse(header.__metadata__.descent), tensors: model.tensors };
      }
    }),
});
