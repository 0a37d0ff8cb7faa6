import { assertEquals, assertLess, assertThrows } from "@std/assert";
import { threadsAllowed } from "../_threads_allowed.ts";
import { createEngine, type Engine, type EngineOptions } from "../memory/engine.ts";
import { randomStream } from "../random/random_stream.ts";
import { Recurrence, type RecurrentCell } from "./recurrence.ts";

const cells: readonly RecurrentCell[] = ["tanh", "relu", "lstm", "gru"];

/** States and gradients of one pass on random numbers, with some padding. */
function pass(engine: Engine, cell: RecurrentCell, dtype: "f32" | "f64", [N, T, H] = [50, 5, 33]) {
  using arena = engine.arena();
  const random = randomStream({ seed: 1 });
  const mask = arena.tensor([N, T], "i32");
  for (let i = 0; i < mask.size; i++) mask.data[i] = random.integer(4) === 0 ? 1 : 0;
  const recurrence = new Recurrence({
    arena,
    dtype,
    cell,
    batch: N,
    steps: T,
    hidden: H,
    reverse: true,
    mask,
  });
  const filled = (shape: number[], scale: number) => {
    const tensor = arena.tensor(shape, dtype), rounded = new Float32Array(tensor.size);
    random.fillNormal(rounded, 0, scale);
    tensor.data.set(rounded);
    return tensor;
  };
  recurrence.gates.data.set(filled([T, N, recurrence.width], 1).data);
  const weight = filled([H, recurrence.width], 0.3), bias = filled([recurrence.width], 1);
  recurrence.forward(N, weight, bias);
  recurrence.backward(N, weight, filled([T, N, H], 1));
  return [recurrence.states, recurrence.gateGradients, recurrence.productGradients].map((tensor) =>
    tensor.data.slice()
  );
}

async function withEngine(options: EngineOptions, use: (engine: Engine) => void) {
  using engine = createEngine(options);
  await engine.threads.ready();
  use(engine);
}

for (const native of ["none", "auto"] as const) {
  Deno.test({
    name: `Recurrence gives the same bits for any number of threads, products by native ${native}`,
    ignore: !threadsAllowed(),
    async fn() {
      for (const cell of cells) {
        const results: ReturnType<typeof pass>[] = [];
        for (const threads of [1, 2, 3]) {
          await withEngine(
            { threads, native },
            (engine) => results.push(pass(engine, cell, "f32")),
          );
        }
        assertEquals(results[1], results[0], cell);
        assertEquals(results[2], results[0], cell);
      }
    },
  });
}

Deno.test("Recurrence in f32 and with a native library agrees with f64", async () => {
  const sizes = (values: ArrayLike<number>) => Math.max(...Array.from(values, Math.abs));
  for (const cell of cells) {
    for (const native of ["none", "auto"] as const) {
      await withEngine({ native }, (engine) => {
        const single = pass(engine, cell, "f32"), double = pass(engine, cell, "f64");
        for (let i = 0; i < single.length; i++) {
          const off = single[i].map((value, k) => value - double[i][k]);
          assertLess(sizes(off), 1e-4 * sizes(double[i]), `${cell}, tensor ${i}`);
        }
      });
    }
  }
});

Deno.test("Recurrence refuses a weight and a batch that do not fit", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const recurrence = new Recurrence({
    arena,
    dtype: "f32",
    cell: "gru",
    batch: 2,
    steps: 1,
    hidden: 3,
  });
  const weight = arena.tensor([3, 9]), bias = arena.tensor([9]);
  recurrence.forward(2, weight, bias);
  assertThrows(() => recurrence.forward(3, weight, bias), TypeError, "expected 1 to 2 rows");
  assertThrows(() => recurrence.forward(2, arena.tensor([3, 12]), bias), TypeError, "got 2 rows");
});
