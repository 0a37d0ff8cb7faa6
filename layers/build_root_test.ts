import { createEngine, randomStream } from "@descent/core";
import { assertEquals } from "@std/assert";
import { relu } from "./activations/relu.ts";
import { buildRoot } from "./build_root.ts";
import { residual } from "./composition/residual.ts";
import { sequential } from "./composition/sequential.ts";
import type { LayerPart } from "./layer.ts";
import { affine } from "./linear/affine.ts";

Deno.test("buildRoot gives the layers one inside the other, those that run with the one before among it", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const layer = sequential([
    affine({ units: 3, name: "first" }),
    relu(),
    residual(sequential([affine({ units: 3 })])),
  ]);
  const root = buildRoot(layer, [4, 2], { arena, dtype: "f32", random: randomStream({ seed: 1 }) });
  const tree = ({ path, activation, built, parts }: LayerPart): unknown => [
    path,
    activation,
    built.isChain ?? false,
    parts.map(tree),
  ];
  assertEquals(tree(root), ["", undefined, true, [
    ["first", "relu", false, []],
    ["residual1", undefined, false, [
      ["residual1/body", undefined, true, [["residual1/body/affine1", undefined, false, []]]],
      ["residual1/shortcut", undefined, true, []],
    ]],
  ]]);
  assertEquals(root.built.parameters.map(({ name }) => name), [
    "first.weight",
    "first.bias",
    "residual1/body/affine1.weight",
    "residual1/body/affine1.bias",
  ]);
});
