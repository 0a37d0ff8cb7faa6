import { describeLayer, layerCatalogue } from "@descent/layers";
import { affine, batchNorm, conv2d, dropout, flatten, relu, sequential } from "@descent/layers";
import { assert, assertEquals, assertInstanceOf, assertRejects } from "@std/assert";
import { trainedNetworkOf } from "../_testing.ts";
import type { Model } from "../model.ts";
import { modelOf } from "../model_of.ts";
import { decodeOnnx } from "./decode_onnx.ts";
import { encodeOnnx } from "./encode_onnx.ts";
import { readModel } from "./_read_message.ts";
import { writeModel } from "./_write_message.ts";

for (const dtype of ["f32", "f64"] as const) {
  Deno.test(`every layer of the catalogue comes back from ONNX, bit for bit, in ${dtype}`, async () => {
    for (const { layer, inputs } of layerCatalogue.layers) {
      using network = trainedNetworkOf(layer, inputs.at(-1)!, dtype);
      const model = modelOf(network);
      const again = await decodeOnnx(await encodeOnnx(model));
      assertEquals(describeLayer(again.layer), describeLayer(layer));
      assertEquals([...again.tensors.keys()], [...model.tensors.keys()]);
      for (const [name, { shape, data }] of model.tensors) {
        const { shape: theirs, data: numbers } = again.tensors.get(name)!;
        assertEquals(theirs, shape);
        assertEquals(numbers.constructor, data.constructor);
        assert(data.every((number, i) => Object.is(number, numbers[i])), name);
      }
    }
  });
}

function smallModel(): Model {
  using network = trainedNetworkOf(
    sequential([
      conv2d({ filters: 2, kernel: 2 }),
      batchNorm({ momentum: null }),
      relu(),
      flatten(),
      dropout({ rate: 0.5 }),
      affine({ units: 2, name: "scores" }),
    ]),
    [3, 1, 3, 3],
  );
  return modelOf(network, {
    bytes: { scale: 1 / 255, mean: Float64Array.from({ length: 9 }, (_, i) => i / 7) },
    classNames: ["cat", "dog"],
    notes: { optimizer: "adam" },
  });
}

Deno.test("what goes with a model comes back from ONNX", async () => {
  const model = smallModel();
  const { layer: _, ...rest } = model,
    { layer: __, ...again } = await decodeOnnx(
      await encodeOnnx(model),
    );
  assertEquals(again, rest);
});

Deno.test("a damaged ONNX file is refused in a sentence, or is read", async () => {
  const described = await encodeOnnx(smallModel());
  const { metadataProps: _, ...message } = await readModel(described, "net.onnx");
  // As this library writes it, and as another one does, whose operators are read one by one.
  const files = [described, await writeModel(message)];
  const tried = async (bytes: Uint8Array, title: string) => {
    try {
      await decodeOnnx(bytes, { path: "net.onnx" });
      return 0;
    } catch (error) {
      assertInstanceOf(error, SyntaxError, `${title}: ${error}`);
      assert(error.message.startsWith("net.onnx: "), `${title}: ${error.message}`);
      return 1;
    }
  };
  let refused = 0;
  for (const whole of files) {
    for (let length = 1; length < whole.length; length += 7) {
      refused += await tried(whole.subarray(0, length), `the first ${length} bytes`);
    }
    for (let seed = 0; seed < 600; seed++) {
      const bytes = whole.slice(), at = (seed * 7919) % bytes.length;
      bytes[at] ^= 1 + seed % 255;
      refused += await tried(bytes, `byte ${at} with ${1 + seed % 255}`);
    }
  }
  assert(refused > 700, `only ${refused} refused`);
});

/** A field with its content, lengths above 127 in two bytes. */
function field(number: number, content: readonly number[]): number[] {
  const { length } = content;
  return [
    number << 3 | 2,
    ...length < 128 ? [length] : [length & 127 | 128, length >> 7],
    ...content,
  ];
}

Deno.test("files that would take more memory than they have bytes are refused", async () => {
  const refused = (bytes: Uint8Array, message: string) =>
    assertRejects(() => decodeOnnx(bytes), SyntaxError, message);
  // Nodes of two bytes each, in a graph.
  const many = new Uint8Array(4 + 2 ** 20);
  for (let at = 0; at < many.length; at += 2) many[at] = 1 << 3 | 2;
  const size = many.length - 4;
  many.set([7 << 3 | 2, size & 127 | 128, size >> 7 & 127 | 128, size >> 14]);
  await refused(many, "at most 524288 parts");
  // Graphs of an operator of a graph, and so on.
  let nested: number[] = [];
  for (let depth = 0; depth < 12; depth++) {
    nested = field(1, field(5, field(6, nested)));
  }
  await refused(Uint8Array.from(field(7, nested)), "at most 24 messages inside each other");
  // A tensor that says that it has far more numbers than the file.
  const tensor = [1 << 3, 0x80, 0x80, 0x80, 0x80, 0x08, 2 << 3, 1, ...field(8, [0x77])];
  const input = field(11, [
    ...field(1, [0x78]),
    ...field(
      2,
      field(1, [1 << 3, 1, ...field(2, [...field(1, [1 << 3, 1]), ...field(1, [1 << 3, 1])])]),
    ),
  ]);
  const node = field(1, [
    ...field(1, [0x78]),
    ...field(1, [0x77]),
    ...field(4, [0x47, 0x65, 0x6d, 0x6d]),
  ]);
  await refused(
    Uint8Array.from(field(7, [...field(5, tensor), ...input, ...node])),
    "expected 2147483648 numbers in tensor 'w'",
  );
  await refused(new Uint8Array(0), "a graph of operators, got none");
});
