import {
  affine,
  batchNorm,
  conv2d,
  convTranspose2d,
  embedding,
  flatten,
  gru,
  layerNorm,
  lstm,
  multiHeadAttention,
  sequential,
} from "@descent/layers";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { hasFiles, networkOf, withFile } from "./_testing.ts";
import { transposeAxes } from "./_transpose_axes.ts";
import { LAYOUTS } from "./layouts.ts";
import { loadNetwork, type LoadNetworkOptions } from "./load_network.ts";
import type { TensorValues } from "./model.ts";
import { modelOf } from "./model_of.ts";
import { predictor } from "./predictor.ts";
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

/** Numbers of a tensor that differ, for networks whose outputs are computed by hand. */
function numbersOf(shape: readonly number[], seed: number): TensorValues {
  const size = shape.reduce((a, b) => a * b, 1);
  return { shape, data: Float32Array.from({ length: size }, (_, i) => Math.sin(seed + 3 * i)) };
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

Deno.test({
  name: "a GRU of Keras gives the states of Keras's equations, in both directions",
  ignore: !hasFiles,
  fn: () =>
    withFile((path) => {
      const [T, D, H] = [3, 2, 2];
      const tensors = new Map([
        ["both/forward/kernel", numbersOf([D, 3 * H], 1)],
        ["both/forward/recurrent_kernel", numbersOf([H, 3 * H], 2)],
        ["both/forward/bias", numbersOf([2, 3 * H], 3)],
        ["both/backward/kernel", numbersOf([D, 3 * H], 4)],
        ["both/backward/recurrent_kernel", numbersOf([H, 3 * H], 5)],
        ["both/backward/bias", numbersOf([2, 3 * H], 6)],
      ]);
      const x = numbersOf([T, D], 7).data;
      Deno.writeFileSync(path, encodeSafetensors(tensors));
      const layer = gru({ units: H, bidirectional: true });
      const options = { layer, inputShape: [T, D], layout: "keras", rename: { both: "gru1" } };
      using run = predictor({ model: loadNetwork(path, options as LoadNetworkOptions) });
      const y = run.predict(x);
      for (const [way, steps] of [["forward", [0, 1, 2]], ["backward", [2, 1, 0]]] as const) {
        const [kernel, recurrent, bias] = ["kernel", "recurrent_kernel", "bias"]
          .map((name) => tensors.get(`both/${way}/${name}`)!.data);
        let h = [0, 0];
        for (const t of steps) {
          // Row 0 of the bias belongs to the inputs, row 1 to the states; z is first, then r.
          const inputs = (gate: number) =>
            kernel[gate] * x[t * D] + kernel[3 * H + gate] * x[t * D + 1] + bias[gate];
          const states = (gate: number) =>
            recurrent[gate] * h[0] + recurrent[3 * H + gate] * h[1] + bias[3 * H + gate];
          h = h.map((before, i) => {
            const z = sigmoid(inputs(i) + states(i));
            const r = sigmoid(inputs(H + i) + states(H + i));
            const candidate = Math.tanh(inputs(2 * H + i) + r * states(2 * H + i));
            return z * before + (1 - z) * candidate;
          });
          const column = way === "forward" ? 0 : H;
          h.forEach((value, i) => assertAlmostEquals(y[t * 2 * H + column + i], value, 1e-5));
        }
      }
    }),
});

Deno.test({
  name: "an LSTM of Keras gives the states of Keras's equations, with its one bias",
  ignore: !hasFiles,
  fn: () =>
    withFile((path) => {
      const [T, H] = [3, 2];
      const tensors = new Map([
        ["lstm1.kernel", numbersOf([1, 4 * H], 1)],
        ["lstm1.recurrent_kernel", numbersOf([H, 4 * H], 2)],
        ["lstm1.bias", numbersOf([4 * H], 3)],
      ]);
      const [kernel, recurrent, bias] = Array.from(tensors.values(), ({ data }) => data);
      const x = numbersOf([T, 1], 4).data;
      Deno.writeFileSync(path, encodeSafetensors(tensors));
      const layer = lstm({ units: H });
      using run = predictor({
        model: loadNetwork(path, { layer, inputShape: [T, 1], layout: "keras" }),
      });
      const y = run.predict(x);
      let h = [0, 0], c = [0, 0];
      for (let t = 0; t < T; t++) {
        const sums = (gate: number) =>
          kernel[gate] * x[t] + recurrent[gate] * h[0] + recurrent[4 * H + gate] * h[1] +
          bias[gate];
        c = c.map((before, i) =>
          sigmoid(sums(H + i)) * before + sigmoid(sums(i)) * Math.tanh(sums(2 * H + i))
        );
        h = c.map((state, i) => sigmoid(sums(3 * H + i)) * Math.tanh(state));
        h.forEach((value, i) => assertAlmostEquals(y[t * H + i], value, 1e-5));
      }
    }),
});

Deno.test({
  name: "an attention of Keras has its queries, keys and values side by side here",
  ignore: !hasFiles,
  fn: () =>
    withFile((path) => {
      const [D, heads, width] = [4, 2, 2];
      const parts = ["query", "key", "value"];
      const tensors = new Map(parts.flatMap((name, i) =>
        [
          [`heads/${name}/kernel`, numbersOf([D, heads, width], i)],
          [`heads/${name}/bias`, numbersOf([heads, width], 10 + i)],
        ] as const
      ));
      tensors.set("heads/attention_output/kernel", numbersOf([heads, width, D], 20));
      tensors.set("heads/attention_output/bias", numbersOf([D], 21));
      const load = () => {
        Deno.writeFileSync(path, encodeSafetensors(tensors));
        const layer = multiHeadAttention({ heads, name: "heads" });
        const rename = (name: string) => name.replace("heads/", "heads.");
        return loadNetwork(path, { layer, inputShape: [3, D], layout: "keras", rename }).tensors;
      };
      const loaded = load();
      const [weight, bias] = ["inputWeight", "inputBias"]
        .map((name) => loaded.get(`heads.${name}`)!.data);
      parts.forEach((name, i) => {
        const kernel = tensors.get(`heads/${name}/kernel`)!.data;
        for (let d = 0; d < D; d++) {
          for (let at = 0; at < D; at++) {
            assertEquals(weight[d * 3 * D + i * D + at], kernel[d * D + at]);
          }
        }
        assertEquals(bias.slice(i * D, (i + 1) * D), tensors.get(`heads/${name}/bias`)!.data);
      });
      assertEquals(loaded.get("heads.outputWeight"), {
        shape: [D, D],
        data: tensors.get("heads/attention_output/kernel")!.data,
      });
      tensors.set("heads/key/kernel", numbersOf([D, heads, 3], 1));
      assertThrows(
        load,
        SyntaxError,
        "'heads/key/kernel' of the shape [4, 12] of 'heads.inputWeight', as one of 3 parts, got [4, 2, 3]",
      );
      tensors.delete("heads/key/kernel");
      assertThrows(load, SyntaxError, "missing: heads.inputWeight");
    }),
});
