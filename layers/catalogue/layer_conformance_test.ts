import {
  type Arena,
  createEngine,
  type DType,
  randomStream,
  relativeError,
  type Shape,
  type Tensor,
} from "@descent/core";
import { assert, assertEquals, assertLess, assertNotEquals } from "@std/assert";
import type { BuildContext, BuiltLayer, Layer, LayerInput } from "../layer.ts";
import { buildLayer } from "../build_layer.ts";
import { randomInput, repeatableForward } from "../testing/mod.ts";
import { layerCatalogue } from "./layer_catalogue.ts";

const modes = ["train", "eval"] as const;

/** Normal values that f32 holds exactly, the same for both element types. */
function fillRounded(values: Float32Array | Float64Array, name: string, scale = 1): void {
  const rounded = new Float32Array(values.length);
  randomStream({ seed: 1 }).split(name).fillNormal(rounded, 0, scale);
  values.set(rounded);
}

interface Sample {
  readonly built: BuiltLayer;
  readonly x: LayerInput;
  /** A fresh copy of the output gradient, since backward may overwrite it. */
  readonly dy: () => Tensor;
}

/** A layer with rounded random input, parameters and output gradient. */
function sample(
  arena: Arena,
  layer: Layer,
  input: Shape,
  dtype: DType,
  context: Partial<BuildContext> = {},
): Sample {
  const built = buildLayer(layer, input, { arena, dtype, ...context });
  const x = randomInput(arena, layer, input, "f32", randomStream({ seed: 1 }).split("input"));
  const dy = arena.tensor(built.output, dtype);
  fillRounded(dy.data, "output gradient");
  for (const { name, value } of built.parameters) fillRounded(value.data, name, 0.5);
  return {
    built,
    x: x.dtype === "i32" ? x : arena.from(x.data, x.shape, dtype),
    dy: () => arena.from(dy.data, dy.shape, dtype),
  };
}

for (const { title, layer, inputs, f32Bound = 2e-5 } of layerCatalogue.layers) {
  Deno.test(`${title}: f32 agrees with f64 to ${f32Bound}, forward and backward`, () => {
    using engine = createEngine();
    for (const input of inputs) {
      for (const mode of modes) {
        using arena = engine.arena();
        const single = sample(arena, layer, input, "f32"),
          double = sample(arena, layer, input, "f64");
        const compare = (a: Tensor, b: Tensor, what: string) =>
          assertLess(relativeError(a.data, b.data), f32Bound, `${what} for [${input}], ${mode}`);
        compare(
          single.built.forward(single.x, mode),
          double.built.forward(double.x, mode),
          "output",
        );
        const [dx, dx64] = [single.built.backward(single.dy()), double.built.backward(double.dy())];
        if (layer.indexCount === undefined) compare(dx!, dx64!, "input gradient");
        single.built.parameters.forEach(({ name, gradient }, i) =>
          compare(gradient, double.built.parameters[i].gradient, name)
        );
      }
    }
  });

  Deno.test(`${title}: a NaN output gradient never becomes a plausible gradient`, () => {
    using engine = createEngine();
    for (const input of inputs) {
      using arena = engine.arena();
      const { built, x, dy } = sample(arena, layer, input, "f32");
      built.forward(x, "train");
      const gradientsAt = (i: number, value: number) => {
        const spoiled = dy();
        spoiled.data[i] = value;
        const dx = built.backward(spoiled);
        const gradients = built.parameters.map(({ gradient }) => gradient);
        if (dx !== undefined) gradients.push(dx);
        return gradients.flatMap(({ data }) => [...data]);
      };
      for (let i = 0; i < dy().size; i++) {
        const low = gradientsAt(i, -100), high = gradientsAt(i, 100), spoiled = gradientsAt(i, NaN);
        const plausible = spoiled.findIndex((g, k) => low[k] !== high[k] && Number.isFinite(g));
        assertEquals(plausible, -1, `output gradient ${i} of [${input}]`);
      }
    }
  });

  Deno.test(`${title}: smaller batches give the first rows, and steps allocate nothing`, () => {
    using engine = createEngine();
    for (const input of inputs) {
      using arena = engine.arena();
      const { built, x } = sample(arena, layer, input, "f32");
      const unchanged = x.data.slice(), y = built.forward(x, "eval");
      assertEquals(y.shape, built.output);
      const whole = y.data.slice(), before = engine.bytesInUse;
      for (let N = 1; N <= input[0]; N++) {
        const part = built.forward(x.rows(0, N), "eval");
        assertEquals(part.shape, [N, ...built.output.slice(1)]);
        assertEquals(part.data.slice(), whole.slice(0, part.size));
        const dx = built.backward(part);
        const wanted = layer.indexCount === undefined ? [N, ...input.slice(1)] : undefined;
        assertEquals(dx?.shape, wanted);
      }
      assertEquals(x.data, unchanged);
      assertEquals(engine.bytesInUse, before);
    }
  });

  Deno.test(`${title}: without an input gradient the parameter gradients are the same`, () => {
    using engine = createEngine();
    for (const input of inputs) {
      using arena = engine.arena();
      const full = sample(arena, layer, input, "f32");
      const first = sample(arena, layer, input, "f32", { needsInputGradient: false });
      for (const { built, x, dy } of [full, first]) {
        built.forward(x, "train");
        const dx = built.backward(dy());
        const hasNone = built === first.built || layer.indexCount !== undefined;
        assertEquals(dx === undefined, hasNone);
      }
      first.built.parameters.forEach(({ gradient }, i) =>
        assertEquals(gradient.data, full.built.parameters[i].gradient.data)
      );
    }
  });

  Deno.test(`${title}: repeats give the bits of the training pass before, and the next one is as without them`, () => {
    using engine = createEngine();
    for (const input of inputs) {
      using arena = engine.arena();
      const repeated = sample(arena, layer, input, "f32");
      const plain = sample(arena, layer, input, "f32");
      const pass = (
        { built, x, dy }: Sample,
        mode: "train" | "repeat",
        outputGradient: Tensor = dy(),
      ) => {
        const y = built.forward(x, mode).data.slice();
        const dx = built.backward(outputGradient)?.data.slice();
        const gradients = built.parameters.map(({ gradient }) => gradient.data.slice());
        return { y, dx, gradients, buffers: built.buffers.map(({ value }) => value.data.slice()) };
      };
      const first = pass(repeated, "train");
      const outputGradients = [1, 2, 3].map(() => repeated.dy()), before = engine.bytesInUse;
      for (const [i, outputGradient] of outputGradients.entries()) {
        // An evaluation in between changes nothing either.
        if (i === 1) repeated.built.forward(repeated.x, "eval");
        assertEquals(
          pass(repeated, "repeat", outputGradient),
          first,
          `[${input}], repeat ${i + 1}`,
        );
      }
      assertEquals(engine.bytesInUse, before);
      assertEquals(pass(plain, "train"), first);
      const next = pass(repeated, "train");
      assertEquals(next, pass(plain, "train"), `next pass for [${input}]`);
      if (title === "dropout" && repeated.x.size > 20) assertNotEquals(next.y, first.y);
    }
  });

  if (layer.indexCount !== undefined) continue;

  Deno.test(`${title}: an input element that is NaN makes all that depends on it NaN or infinite`, () => {
    using engine = createEngine();
    for (const input of inputs) {
      for (const mode of modes) {
        using arena = engine.arena();
        const { built, x } = sample(arena, layer, input, "f32");
        const forward = repeatableForward(built);
        const outputAt = (i: number, value: number) => {
          const old = x.data[i];
          x.data[i] = value;
          const y = forward(x, mode).data.slice();
          x.data[i] = old;
          return y;
        };
        for (let i = 0; i < x.size; i++) {
          const low = outputAt(i, -100), high = outputAt(i, 100), spoiled = outputAt(i, NaN);
          const plausible = spoiled.findIndex((y, k) => low[k] !== high[k] && Number.isFinite(y));
          assertEquals(plausible, -1, `input ${i} of [${input}], ${mode}`);
          const infinite = outputAt(i, Infinity);
          const counts = low.some((y, k) => y !== high[k]);
          const same = infinite.every((y, k) => low[k] === high[k] || Number.isFinite(y));
          assert(!counts || !same, `infinity at input ${i} of [${input}], ${mode}`);
        }
      }
    }
  });
}

Deno.test("Layers that say that they keep the output gradient leave it alone", () => {
  using engine = createEngine();
  const keepers: string[] = [];
  for (const { title, layer, inputs } of layerCatalogue.layers) {
    for (const input of inputs) {
      using arena = engine.arena();
      const { built, x, dy } = sample(arena, layer, input, "f32");
      if (!built.keepsOutputGradient) continue;
      keepers.push(title);
      built.forward(x, "train");
      const given = dy();
      const dx = built.backward(given);
      assertEquals(given.data, dy().data, `${title} for [${input}]`);
      dx?.data.fill(42);
      assertEquals(given.data, dy().data, `${title} for [${input}] returns memory of it`);
    }
  }
  assert(keepers.includes("affine"));
});
