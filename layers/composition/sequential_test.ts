import {
  allPlanes,
  createEngine,
  type ImageLayout,
  type ImageLayouts,
  randomStream,
  type Tensor,
} from "@descent/core";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { relu } from "../activations/relu.ts";
import type { Layer } from "../layer.ts";
import { affine } from "../linear/affine.ts";
import { flatten } from "../shape/flatten.ts";
import { buildLayer } from "../build_layer.ts";
import { sequential } from "./sequential.ts";

const names = (layer: Layer, path = "") => {
  using engine = createEngine();
  using arena = engine.arena();
  return buildLayer(layer, [2, 3], { arena, dtype: "f64", path }).parameters.map(({ name }) =>
    name
  );
};

Deno.test("sequential names layers by kind and number, under the paths of named containers", () => {
  const unit = (name?: string) => affine({ units: 3, bias: false, ...name && { name } });
  const net = sequential([unit(), sequential([unit(), unit("last")]), unit("end"), unit()]);
  assertEquals(names(net), [
    "affine1.weight",
    "sequential1/affine1.weight",
    "sequential1/last.weight",
    "end.weight",
    "affine3.weight",
  ]);
  assertEquals(names(sequential([unit()]), "block1"), ["block1/affine1.weight"]);
});

Deno.test("sequential refuses equal names and names that would break paths", () => {
  const twice = [affine({ units: 2, name: "a" }), affine({ units: 2, name: "a" })];
  assertThrows(() => names(sequential(twice)), TypeError, "got 'a' twice; rename one of them");
  const taken = [affine({ units: 2 }), relu({ name: "affine1" })];
  assertThrows(() => names(sequential(taken), "block1"), TypeError, "Sequential 'block1'");
  for (const name of ["", "a/b", "a.b", "a b"]) {
    assertThrows(() => names(sequential([relu({ name })])), TypeError, `got '${name}'`);
  }
});

Deno.test("A relu behind an affine layer is fused and changes no bit", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const random = randomStream({ seed: 4 });
  const layers = [affine({ units: 9 }), relu(), affine({ units: 4 }), relu()];
  const fused = buildLayer(sequential(layers), [6, 5], { arena, path: "" });
  // A flatten in between keeps the relu from the affine layer before it.
  const apart = sequential(layers.flatMap((layer) => [layer, flatten()]));
  const plain = buildLayer(apart, [6, 5], { arena, path: "" });
  const x = arena.tensor([6, 5]), dy = arena.tensor([6, 4]);
  random.fillNormal(x.data);
  random.fillNormal(dy.data);
  const run = (net: typeof fused) => {
    const y = net.forward(x, "train").data.slice();
    const dx = net.backward(arena.from(dy.data, dy.shape))!.data.slice();
    return [y, dx, ...net.parameters.map(({ gradient }) => gradient.data.slice())];
  };
  assertEquals(run(fused), run(plain));
});

Deno.test("The weights of a layer depend on its name and not on other layers", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const weight = (layers: Layer[]): Tensor =>
    buildLayer(sequential(layers), [2, 3], { arena, dtype: "f64" }).parameters.at(-2)!.value;
  const alone = weight([affine({ units: 3, name: "a" })]);
  const behind = weight([affine({ units: 3 }), relu(), affine({ units: 3, name: "a" })]);
  const other = weight([affine({ units: 3, name: "b" })]);
  assertEquals(alone.data, behind.data);
  assert(alone.data.some((value, i) => value !== other.data[i]));
});

Deno.test("Input gradients stop at the first layer that has parameters", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.tensor([2, 2, 3], "f64"), dy = arena.tensor([2, 4], "f64");
  const layer = sequential([flatten(), affine({ units: 5 }), affine({ units: 4 })]);
  const built = buildLayer(layer, [2, 2, 3], { arena, dtype: "f64", needsInputGradient: false });
  x.data.fill(1);
  dy.data.fill(1);
  built.forward(x, "train");
  assertEquals(built.backward(dy), undefined);
  assert(built.parameters.every(({ gradient }) => gradient.data.some((value) => value !== 0)));
});

Deno.test("sequential without layers is the identity", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(sequential([]), [2, 3], { arena, dtype: "f64" });
  const x = arena.tensor([2, 3], "f64");
  assert(built.forward(x, "eval") === x && built.backward(x) === x);
  assertEquals(built.output, [2, 3]);
});

/** A layer that does nothing but say how images lie, and hear of it. */
function layoutLayer(
  name: string,
  blocks: Layer["blocks"],
  heard: string[],
  gives?: (layouts: ImageLayouts) => ImageLayout,
): Layer {
  return {
    kind: "layout",
    name,
    blocks,
    build: (input, { layouts = allPlanes }) => {
      const outputLayout = gives?.(layouts) ?? "planes";
      heard.push(`${name}: ${layouts.input} to ${outputLayout}`);
      return {
        output: input,
        parameters: [],
        buffers: [],
        outputLayout,
        forward: (x) => x as Tensor,
        backward: (dy) => dy,
      };
    },
  };
}

Deno.test("Images lie in blocks from a layer that gives them to one that takes them, and in planes elsewhere", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = (blocks: readonly Layer["blocks"][]) => {
    const heard: string[] = [];
    const layers = blocks.map((each, i) =>
      layoutLayer(`${i}`, each, heard, ({ input, output }) => {
        return each === "takes" ? output : each === "keeps" ? input : "planes";
      })
    );
    const net = buildLayer(sequential(layers), [2, 16, 1, 2], { arena, path: "" });
    return { heard, net };
  };
  const { heard } = built(["takes", "keeps", "takes", "keeps", undefined, "takes"]);
  assertEquals(heard, [
    "0: planes to blocks",
    "1: blocks to blocks",
    "2: blocks to planes",
    "3: planes to planes",
    "4: planes to planes",
    "5: planes to planes",
  ]);
  assertEquals(sequential([]).blocks, "keeps");
  assertEquals(sequential([relu(), affine({ units: 2 })]).blocks, undefined);
});

Deno.test("A layer that gives blocks where nobody takes them is put into planes, forward and backward", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const heard: string[] = [];
  const stubborn = layoutLayer("stubborn", "takes", heard, () => "blocks");
  const net = buildLayer(sequential([stubborn]), [2, 16, 1, 2], { arena, path: "" });
  const x = arena.from(Array.from({ length: 64 }, (_, i) => i), [2, 16, 1, 2]);
  const y = net.forward(x, "train");
  // Channel c of place s lies at 16 s + c in blocks, at 2 c + s in planes.
  const wanted = (from: number) =>
    Array.from({ length: 32 }, (_, i) => from + 16 * (i % 2) + Math.floor(i / 2));
  assertEquals([...y.data], [...wanted(0), ...wanted(32)]);
  assertEquals(net.backward(y)!.data, x.data);
  assertEquals([...net.forward(x.rows(1, 2), "eval").data], wanted(32));
});
