import { createEngine, randomStream, relativeError } from "@descent/core";
import { assertEquals, assertLess } from "@std/assert";
import { fillPrediction, randomTarget } from "../testing/mod.ts";
import { layerCatalogue } from "./layer_catalogue.ts";

for (
  const { title, loss, predictions, range = "numbers", target: kind, meaningful = [] }
    of layerCatalogue.losses
) {
  Deno.test(`${title}: f32 agrees with f64 to 2e-5, forward and backward`, () => {
    using engine = createEngine();
    for (const shape of predictions) {
      using arena = engine.arena();
      const [single, double] = (["f32", "f64"] as const).map((dtype) => {
        const built = loss.build(shape, { arena, dtype }), x = arena.tensor(shape, dtype);
        const rounded = new Float32Array(x.size);
        fillPrediction(rounded, range, randomStream({ seed: 1 }));
        x.data.set(rounded);
        const target = randomTarget(arena, kind, shape, dtype, randomStream({ seed: 2 }));
        return { value: built.forward(x, target), gradient: built.backward().data };
      });
      assertLess(relativeError([single.value], [double.value]), 2e-5, `[${shape}]`);
      assertLess(relativeError(single.gradient, double.gradient), 2e-5, `[${shape}]`);
    }
  });

  Deno.test(`${title}: a NaN or infinite prediction never gives a plausible loss`, () => {
    using engine = createEngine();
    for (const shape of predictions) {
      using arena = engine.arena();
      const built = loss.build(shape, { arena, dtype: "f32" }), x = arena.tensor(shape);
      const target = randomTarget(arena, kind, shape, "f32", randomStream({ seed: 2 }));
      for (const bad of [NaN, Infinity, -Infinity].filter((each) => !meaningful.includes(each))) {
        for (let i = 0; i < x.size; i++) {
          x.data[i] = bad;
          assertEquals(Number.isFinite(built.forward(x, target)), false, `${bad} at ${i}`);
          assertEquals(Number.isFinite(built.backward().data[i]), false, `${bad} at ${i}`);
          x.data[i] = 0;
        }
      }
    }
  });

  Deno.test(`${title}: the gradient of a smaller batch is that of its mean`, () => {
    using engine = createEngine();
    for (const shape of predictions) {
      using arena = engine.arena();
      const built = loss.build(shape, { arena, dtype: "f64" }), x = arena.tensor(shape, "f64");
      fillPrediction(x.data, range, randomStream({ seed: 1 }));
      const target = randomTarget(arena, kind, shape, "f64", randomStream({ seed: 2 }));
      for (let N = 1; N <= shape[0]; N++) {
        const alone = loss.build([N, ...shape.slice(1)], { arena, dtype: "f64" });
        const part = x.rows(0, N), partTarget = target.rows(0, N) as typeof target;
        assertEquals(built.forward(part, partTarget), alone.forward(part, partTarget));
        assertEquals(built.backward().shape, part.shape);
        assertEquals(built.backward().data, alone.backward().data);
      }
    }
  });
}
