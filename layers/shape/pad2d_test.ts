import { createEngine, randomStream } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { pad2d } from "./pad2d.ts";

Deno.test("pad2d frames each image with zeros and cuts the frame off its gradient", () => {
  using engine = createEngine();
  const random = randomStream({ seed: 61 });
  for (const [C, H, W, padding] of [[1, 1, 1, 0], [2, 3, 4, 2], [3, 2, 5, 1]] as const) {
    using arena = engine.arena();
    const built = buildLayer(pad2d({ padding }), [3, C, H, W], { arena, dtype: "f64" });
    const [OH, OW] = [H + 2 * padding, W + 2 * padding];
    assertEquals(built.output, [3, C, OH, OW]);
    for (const N of [3, 2]) {
      const x = arena.tensor([N, C, H, W], "f64"), dy = arena.tensor([N, C, OH, OW], "f64");
      random.fillNormal(x.data);
      random.fillNormal(dy.data);
      const want = new Float64Array(dy.size), cut = new Float64Array(x.size);
      for (let i = 0; i < x.size; i++) {
        const image = Math.floor(i / (H * W)), h = Math.floor(i / W) % H, w = i % W;
        const at = (image * OH + padding + h) * OW + padding + w;
        want[at] = x.data[i];
        cut[i] = dy.data[at];
      }
      assertEquals(built.forward(x, "train").data, want);
      assertEquals(built.backward(dy)!.data, cut);
    }
  }
});

Deno.test("pad2d pads each side by its own number", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(pad2d({ padding: [1, 0, 0, 2] }), [1, 1, 1, 1], { arena, dtype: "f64" });
  const y = built.forward(arena.from([7], [1, 1, 1, 1], "f64"), "eval");
  assertEquals([y.shape, ...y.data], [[1, 1, 2, 3], 0, 0, 0, 7, 0, 0]);
});

Deno.test("pad2d refuses inputs that are no images and zeros that cannot be counted", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const layer = pad2d({ padding: 2, name: "frame" });
  for (
    const [shape, shown] of [[[5, 784], "[N, 784]"], [[5, 1, 0, 3], "[N, 1, 0, 3]"], [
      [],
      "[]",
    ]] as const
  ) {
    assertThrows(
      () => buildLayer(layer, shape, { arena, dtype: "f64" }),
      TypeError,
      `Pad2d 'frame': expected input [N, C, H, W] with H and W at least 1, got ${shown}`,
    );
  }
  assertThrows(
    () => pad2d({ padding: -1, name: "frame" }),
    RangeError,
    "Pad2d 'frame': expected padding",
  );
});

Deno.test("pad2d repeats the image where it is told to, and refuses modes that it does not know", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.from([1, 2, 3, 4], [1, 1, 2, 2], "f64");
  const built = buildLayer(pad2d({ padding: [0, 1, 1, 0], mode: "replicate" }), x.shape, {
    arena,
    dtype: "f64",
  });
  assertEquals([...built.forward(x, "train").data], [1, 1, 2, 3, 3, 4, 3, 3, 4]);
  const dy = arena.from([1, 1, 1, 1, 1, 1, 1, 1, 1], [1, 1, 3, 3], "f64");
  assertEquals([...built.backward(dy)!.data], [2, 1, 4, 2]);
  const mode = "edge" as "zeros";
  assertThrows(() => pad2d({ padding: 1, mode }), TypeError, `got "edge"`);
});
