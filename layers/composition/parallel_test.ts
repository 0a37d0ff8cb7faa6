import { createEngine, randomStream } from "@descent/core";
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { relu } from "../activations/relu.ts";
import type { Layer } from "../layer.ts";
import { affine } from "../linear/affine.ts";
import { flatten } from "../shape/flatten.ts";
import { buildLayer } from "../build_layer.ts";
import { parallel } from "./parallel.ts";
import { sequential } from "./sequential.ts";

const identity = sequential([]);

Deno.test("parallel puts channels of images side by side and adds the input gradients up", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(parallel([identity, relu()]), [2, 1, 1, 2], { arena, dtype: "f64" });
  assertEquals(built.output, [2, 2, 1, 2]);
  const y = built.forward(arena.from([1, -2, -3, 4], [2, 1, 1, 2], "f64"), "train");
  assertEquals([...y.data], [1, -2, 1, 0, -3, 4, 0, 4]);
  const dx = built.backward(arena.from([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 1, 2], "f64"))!;
  assertEquals(dx.shape, [2, 1, 1, 2]);
  assertEquals([...dx.data], [1 + 3, 2, 5, 6 + 8]);
});

Deno.test("parallel adds branches up that overwrite, return or keep the output gradient", () => {
  using engine = createEngine();
  const random = randomStream({ seed: 41 });
  const branches = [relu(), identity, flatten(), affine({ units: 3 }), relu(), identity];
  // Every order of three, since what a branch may overwrite depends on which come after it.
  for (let first = 0; first < branches.length; first++) {
    for (let second = 0; second < branches.length; second++) {
      using arena = engine.arena();
      const chosen = [
        branches[first],
        branches[second],
        branches[(first + second) % branches.length],
      ];
      const x = arena.tensor([4, 3], "f64"), dy = arena.tensor([4, 3], "f64");
      random.fillNormal(x.data);
      random.fillNormal(dy.data);
      const run = (layer: Layer, path: string) => {
        const built = buildLayer(layer, [4, 3], { arena, dtype: "f64", path });
        for (const { value } of built.parameters) value.data.fill(0.5);
        const y = built.forward(x, "train").data.slice();
        return [y, built.backward(arena.from(dy.data, dy.shape, "f64"))!.data.slice()];
      };
      const whole = run(parallel(chosen, { combine: "sum" }), "all");
      const parts = chosen.map((branch) => run(branch, "alone"));
      for (const which of [0, 1]) {
        whole[which].forEach((value, i) => {
          const want = parts.reduce((sum, part) => sum + part[which][i], 0);
          assertAlmostEquals(value, want, 1e-14, `branches ${first}, ${second}`);
        });
      }
    }
  }
});

Deno.test("parallel numbers unnamed branches and keeps given names", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const unit = (name?: string) => affine({ units: 2, bias: false, ...name && { name } });
  const layer = parallel([unit(), unit("wide"), sequential([unit()])], { name: "mixed" });
  const built = buildLayer(sequential([layer]), [2, 3], { arena, dtype: "f64", path: "" });
  assertEquals(built.parameters.map(({ name }) => name), [
    "mixed/branch1.weight",
    "mixed/wide.weight",
    "mixed/branch3/affine1.weight",
  ]);
  assertThrows(
    () =>
      buildLayer(parallel([unit("a"), unit("a")], { name: "mixed" }), [2, 3], {
        arena,
        dtype: "f64",
      }),
    TypeError,
    "Parallel 'mixed': expected layers of different names, got 'a' twice",
  );
});

Deno.test("A relu behind a sum is fused, behind a concatenation it is not", () => {
  const branches = [affine({ units: 2 }), affine({ units: 2 })];
  assertEquals(parallel(branches, { combine: "sum" }).fusedActivations, ["relu"]);
  assertEquals(parallel(branches).fusedActivations, []);
  using engine = createEngine();
  using arena = engine.arena();
  const sum = sequential([parallel([identity, identity], { combine: "sum" }), relu()]);
  const built = buildLayer(sum, [1, 2], { arena, dtype: "f64", path: "" });
  assertEquals(
    [...built.forward(arena.from([1, -1], [1, 2], "f64"), "train").data],
    [2, 0],
  );
  assertEquals([...built.backward(arena.from([5, 7], [1, 2], "f64"))!.data], [10, 0]);
});

Deno.test("parallel computes no input gradient when nobody reads it", () => {
  using engine = createEngine();
  for (const combine of ["concatenate", "sum"] as const) {
    using arena = engine.arena();
    const layer = parallel([affine({ units: 2 }), affine({ units: 2 })], { combine });
    const built = buildLayer(layer, [1, 2], { arena, dtype: "f64", needsInputGradient: false });
    built.forward(arena.from([1, 2], [1, 2], "f64"), "train");
    const dy = arena.tensor(built.output, "f64");
    dy.data.fill(1);
    assertEquals(built.backward(dy), undefined);
    assert(built.parameters.every(({ gradient }) => gradient.data.every((g) => g > 0)));
  }
});

Deno.test("parallel refuses no branches, unknown ways to combine, and shapes that do not fit", () => {
  assertThrows(() => parallel([]), RangeError, "expected at least 1 branch");
  assertThrows(
    () => parallel([relu()], { name: "p", combine: "product" as never }),
    RangeError,
    `Parallel 'p': expected combine to be "concatenate" or "sum", got product`,
  );
  using engine = createEngine();
  using arena = engine.arena();
  assertThrows(
    () =>
      buildLayer(parallel([relu(), flatten()], { name: "p" }), [2, 1, 3, 4], {
        arena,
        dtype: "f64",
      }),
    TypeError,
    "Parallel 'p': expected outputs [N, C, ...] that differ in C alone to put side by side, got 'branch1' [N, 1, 3, 4] and 'branch2' [N, 12]",
  );
  assertThrows(
    () =>
      buildLayer(
        parallel([affine({ units: 2 }), affine({ units: 3 })], { combine: "sum" }),
        [2, 4],
        { arena, dtype: "f64" },
      ),
    TypeError,
    "expected outputs of one shape to add up, got 'branch1' [N, 2] and 'branch2' [N, 3]",
  );
});
