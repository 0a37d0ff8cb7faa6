import { createEngine, randomStream, type Tensor } from "@descent/core";
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { relu } from "../activations/relu.ts";
import type { Layer } from "../layer.ts";
import { affine } from "../linear/affine.ts";
import { flatten } from "../shape/flatten.ts";
import { buildLayer } from "../build_layer.ts";
import { residual } from "./residual.ts";
import { sequential } from "./sequential.ts";

/** Bytes of kernel memory that building a layer takes. */
function plannedBytes(layer: Layer): number {
  using engine = createEngine();
  using arena = engine.arena();
  buildLayer(layer, [64, 64], { arena, dtype: "f64" });
  return engine.bytesInUse;
}

Deno.test("residual is body plus shortcut, forward and backward, whatever the body does to dy", () => {
  using engine = createEngine();
  const random = randomStream({ seed: 31 });
  const bodies: [string, Layer][] = [
    ["keeps dy", affine({ units: 6 })],
    ["overwrites dy", sequential([affine({ units: 6 }), relu()])],
    ["returns dy", sequential([affine({ units: 6 }), flatten()])],
  ];
  const shortcuts: [string, Layer | undefined][] = [
    ["identity", undefined],
    ["projection", affine({ units: 6, bias: false })],
    ["overwriting", relu()],
  ];
  for (const [bodyTitle, body] of bodies) {
    for (const [shortcutTitle, shortcut] of shortcuts) {
      using arena = engine.arena();
      const x = arena.tensor([5, 6], "f64"), dy = arena.tensor([5, 6], "f64");
      random.fillNormal(x.data);
      random.fillNormal(dy.data);
      const run = (layer: Layer, path: string) => {
        const built = buildLayer(layer, [5, 6], { arena, dtype: "f64", path });
        for (const { name, value } of built.parameters) {
          randomStream({ seed: 3 }).split(name).fillNormal(value.data);
        }
        const y = built.forward(x, "train").data.slice();
        const dx = built.backward(arena.from(dy.data, dy.shape, "f64"))!.data.slice();
        return { y, dx, gradients: built.parameters.map(({ gradient }) => gradient.data.slice()) };
      };
      const whole = run(residual(body, shortcut && { shortcut }), "block1");
      const alone = run(body, "block1/body");
      const other = run(shortcut ?? sequential([]), "block1/shortcut");
      const title = `body ${bodyTitle}, shortcut ${shortcutTitle}`;
      whole.y.forEach((y, i) => assertAlmostEquals(y, alone.y[i] + other.y[i], 1e-15, title));
      whole.dx.forEach((g, i) => assertAlmostEquals(g, alone.dx[i] + other.dx[i], 1e-15, title));
      assertEquals(whole.gradients, [...alone.gradients, ...other.gradients], title);
    }
  }
});

Deno.test("The output gradient is copied for a body that overwrites it, and for no other", () => {
  const oneTensor = 64 * 64 * 8;
  const keeping = affine({ units: 64 });
  const overwriting = sequential([affine({ units: 64 }), relu()]);
  assertEquals(plannedBytes(keeping), plannedBytes(overwriting));
  const extra = plannedBytes(residual(overwriting)) - plannedBytes(residual(keeping));
  assert(extra >= oneTensor && extra < 2 * oneTensor, `${extra} bytes`);
});

Deno.test("A relu behind a residual is fused and changes no bit", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const random = randomStream({ seed: 32 });
  const block = residual(affine({ units: 4 }), { name: "block" });
  const fused = buildLayer(sequential([block, relu()]), [6, 4], { arena, path: "" });
  // A flatten in between keeps the relu from the residual before it.
  const apart = sequential([block, flatten(), relu()]);
  const plain = buildLayer(apart, [6, 4], { arena, path: "" });
  const x = arena.tensor([6, 4]), dy = arena.tensor([6, 4]);
  random.fillNormal(x.data);
  random.fillNormal(dy.data);
  const run = (net: typeof fused) => [
    net.forward(x, "train").data.slice(),
    net.backward(arena.from(dy.data, dy.shape))!.data.slice(),
    ...net.parameters.map(({ gradient }) => gradient.data.slice()),
  ];
  assertEquals(run(fused), run(plain));
});

Deno.test("Parameters are named by the block's path, also in blocks of blocks", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const inner = residual(sequential([affine({ units: 3, name: "affine1", bias: false })]));
  const outer = residual(sequential([inner, affine({ units: 3, bias: false })]), {
    name: "block1",
    shortcut: affine({ units: 3, bias: false, name: "projection" }),
  });
  const built = buildLayer(sequential([outer]), [2, 3], { arena, dtype: "f64", path: "" });
  assertEquals(built.parameters.map(({ name }) => name), [
    "block1/body/residual1/body/affine1.weight",
    "block1/body/affine1.weight",
    "block1/projection.weight",
  ]);
});

Deno.test("residual computes no input gradient when nobody reads it", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(residual(affine({ units: 3 })), [2, 3], {
    arena,
    dtype: "f64",
    needsInputGradient: false,
  });
  const x: Tensor = arena.from([1, 2, 3, 4, 5, 6], [2, 3], "f64");
  built.forward(x, "train");
  assertEquals(built.backward(arena.from([1, 0, 0, 0, 0, 1], [2, 3], "f64")), undefined);
  assertEquals([...built.parameters[1].gradient.data], [1, 0, 1]);
});

Deno.test("residual refuses body and shortcut of different shapes, with both", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const body = affine({ units: 4 });
  assertThrows(
    () => buildLayer(residual(body, { name: "block1" }), [2, 3], { arena, dtype: "f64" }),
    TypeError,
    "Residual 'block1': expected outputs of one shape to add up, got 'body' [N, 4] and 'shortcut' [N, 3]; give it a shortcut layer",
  );
  assertThrows(
    () =>
      buildLayer(residual(body, { shortcut: affine({ units: 5 }) }), [2, 3], {
        arena,
        dtype: "f64",
      }),
    TypeError,
    "'shortcut' [N, 5]; give the shortcut the body's number of outputs",
  );
});
