import { assertAlmostEquals, assertEquals } from "@std/assert";
import { assert, assertRejects } from "@std/assert";
import { hasFiles, hasTorch, PYTHON, withFile } from "../_testing.ts";
import { predictor } from "../predictor.ts";
import { GraphWriter } from "./_graph_writer.ts";
import { DATA_TYPES, type ModelProto } from "./_messages.ts";
import { writeModel } from "./_write_message.ts";
import { importNetwork } from "./import_network.ts";

/** A file of another program, whose operators a test writes, and the network in it. */
async function imported(
  shape: readonly number[],
  write: (graph: GraphWriter, x: string) => string,
) {
  const graph = new GraphWriter("f32"), y = write(graph, "x");
  const info = (name: string, extents: readonly number[]) => ({
    name,
    type: {
      tensorType: {
        elemType: DATA_TYPES.f32,
        shape: { dim: [{ dimParam: "batch" }, ...extents.map((dimValue) => ({ dimValue }))] },
      },
    },
  });
  const model: ModelProto = {
    irVersion: 8,
    opsetImport: [{ domain: "", version: 17 }],
    graph: graph.finish("theirs", [info("x", shape)], [[y, info("y", [])]]),
  };
  let found;
  await withFile(async (path) => {
    await Deno.writeFile(path, await writeModel(model));
    found = await importNetwork(path);
  });
  return found!;
}

async function outputs(
  shape: readonly number[],
  x: readonly number[],
  write: (graph: GraphWriter, x: string) => string,
) {
  using run = predictor({ model: await imported(shape, write) });
  return [...run.predict(x)];
}

Deno.test({
  name: "importNetwork reads products, biases and what joins branches, of other programs",
  ignore: !hasFiles,
  fn: async () => {
    const matrix = (graph: GraphWriter) => graph.numbers([1, 2, 3, 4], [2, 2]);
    const gemm = await outputs(
      [2],
      [1, 10],
      (graph, x) =>
        graph.node("Gemm", [x, matrix(graph), graph.numbers([5, 6])], { transB: { int: 1 } }),
    );
    assertEquals(gemm, [1 + 20 + 5, 3 + 40 + 6]);
    const sum = await outputs([2], [1, 10], (graph, x) => {
      const product = graph.node("MatMul", [x, matrix(graph)]);
      return graph.node("Add", [graph.numbers([100, 200]), product]);
    });
    assertEquals(sum, [1 + 30 + 100, 2 + 40 + 200]);
    const steps = await outputs(
      [2, 2],
      [1, 0, 0, 1],
      (graph, x) =>
        graph.node("Add", [graph.node("MatMul", [x, matrix(graph)]), graph.numbers([5, 6])]),
    );
    assertEquals(steps, [6, 8, 8, 10]);
    const branches = await outputs([2], [1, -10], (graph, x) => {
      const y = graph.node("Relu", [x]);
      const joined = graph.node("Add", [graph.node("MatMul", [y, matrix(graph)]), y]);
      return graph.node("Concat", [joined, y, graph.node("Identity", [y])], { axis: { int: 1 } });
    });
    assertEquals(branches, [2, 2, 1, 0, 1, 0]);
  },
});

Deno.test({
  name: "importNetwork reads convolutions and poolings of images and of sequences",
  ignore: !hasFiles,
  fn: async () => {
    const ones = (graph: GraphWriter, ...shape: number[]) =>
      graph.numbers(Array(shape.reduce((a, b) => a * b)).fill(1), shape);
    const image = await outputs([1, 2, 2], [1, 2, 3, 4], (graph, x) => {
      const same = { auto_pad: { text: "SAME_UPPER" } };
      const y = graph.node("Conv", [x, ones(graph, 1, 1, 2, 2)], same);
      return graph.node("Flatten", [graph.node("GlobalAveragePool", [y])]);
    });
    assertEquals(image, [(10 + 6 + 7 + 4) / 4]);
    const sequence = await outputs([1, 4], [1, 2, 3, 4], (graph, x) => {
      const pads = { pads: { ints: [1, 0] } };
      const y = graph.node("Conv", [x, ones(graph, 1, 1, 2), graph.numbers([0.5])], pads);
      const pooled = graph.node("MaxPool", [y], {
        kernel_shape: { ints: [2] },
        strides: { ints: [2] },
      });
      return graph.node("Reshape", [pooled, graph.ints([0, -1])]);
    });
    assertEquals(sequence, [3.5, 7.5]);
    const mean = await outputs([1, 4], [1, 2, 3, 4], (graph, x) =>
      graph.node("AveragePool", [x], {
        kernel_shape: { ints: [2] },
        strides: { ints: [2] },
        pads: { ints: [1, 1] },
      }));
    assertEquals(mean, [1, 2.5, 4]);
    const norms = await outputs([2], [1, 3], (graph, x) => {
      const two = () => graph.numbers([2, 2]), zero = () => graph.numbers([0, 0]);
      const y = graph.node("LayerNormalization", [x, two()], { epsilon: { float: 1e-12 } });
      const z = graph.node("BatchNormalization", [y, two(), zero(), zero(), two()]);
      return graph.node("Clip", [z, graph.number(-1), graph.number(10)]);
    });
    assertEquals(norms[0], -1);
    assertAlmostEquals(norms[1], 2 * 2 / Math.sqrt(2), 1e-4);
  },
});

Deno.test({
  name: "importNetwork names an operator that no layer here has, and what does not fit",
  ignore: !hasFiles,
  fn: async () => {
    const refused = (
      message: string,
      write: (graph: GraphWriter, x: string) => string,
      shape: readonly number[] = [2],
    ) => assertRejects(() => imported(shape, write), SyntaxError, message);
    await refused("got TopK 'TopK'", (graph, x) => graph.node("TopK", [x]));
    await refused("got Mul 'Mul'", (graph, x) => graph.node("Mul", [x, x]));
    await refused("no bias of a product", (graph, x) => graph.node("Add", [x, graph.number(1)]));
    await refused(
      "factors or a transposed input",
      (graph, x) => graph.node("Gemm", [x, graph.numbers([1, 2], [2, 1])], { alpha: { float: 2 } }),
    );
    await refused(
      "to read what comes before it, got 'later'",
      (graph) => graph.node("Relu", ["later"]),
    );
    await refused(
      "'affine1.weight' of the shape [2, 1], got [3, 1]",
      (graph, x) => graph.node("Gemm", [x, graph.numbers([1, 2, 3], [3, 1])]),
    );
    await refused("export it with fixed extents", (graph, x) => graph.node("Relu", [x]), [0]);
  },
});

const program = `
import sys, torch
from torch import nn
torch.manual_seed(1)
class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv, self.norm = nn.Conv2d(4, 4, 3, padding=1), nn.BatchNorm2d(4)
    def forward(self, x):
        return torch.relu(x + self.norm(self.conv(x)))
net = nn.Sequential(nn.Conv2d(2, 4, 3, stride=2, padding=1), nn.BatchNorm2d(4), nn.ReLU(), Block(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(4, 5), nn.LeakyReLU(0.2), nn.Dropout(0.5), nn.Linear(5, 3))
for x in torch.randn(20, 8, 2, 5, 5):
    net(x)
net.eval()
x = torch.randn(100, 2, 5, 5)
torch.onnx.export(net, x, sys.argv[1], input_names=["x"], output_names=["y"], dynamic_axes={"x": {0: "N"}, "y": {0: "N"}})
with torch.no_grad():
    print([x.flatten().tolist(), net(x).flatten().tolist()])
`;

Deno.test({
  name: "a conv net that PyTorch wrote as ONNX gives its logits to 1e-5",
  ignore: !hasTorch(),
  fn: () =>
    withFile(async (path) => {
      const { success, stdout } = await new Deno.Command(PYTHON, {
        args: ["-W", "ignore", "-c", program, path],
      }).output();
      assert(success);
      const [x, y] = JSON.parse(new TextDecoder().decode(stdout));
      using run = predictor({ model: await importNetwork(path) });
      const outputs = run.predict(x);
      assertEquals(outputs.length, y.length);
      y.forEach((value: number, i: number) => assertAlmostEquals(outputs[i], value, 1e-5));
    }),
});
