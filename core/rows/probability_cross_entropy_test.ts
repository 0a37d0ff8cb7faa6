import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import type { Tensor } from "../memory/tensor.ts";
import { randomStream } from "../random/random_stream.ts";
import { probabilityCrossEntropy } from "./probability_cross_entropy.ts";

/** The reference implementation, straight from the definition. */
function plainRow(x: readonly number[], q: readonly number[]) {
  const largest = Math.max(...x), e = x.map((each) => Math.exp(each - largest));
  const total = e.reduce((sum, each) => sum + each), Q = q.reduce((sum, each) => sum + each);
  const logs = x.map((each) => each - largest - Math.log(total));
  return {
    loss: -q.reduce((sum, each, k) => sum + (each === 0 ? 0 : each * logs[k]), 0),
    gradient: e.map((each, k) => Q * each / total - q[k]),
  };
}

for (const [dtype, bound] of [["f32", 3e-6], ["f64", 1e-14]] as const) {
  Deno.test(`probabilityCrossEntropy agrees with the reference implementation in ${dtype} and writes nothing else`, () => {
    using engine = createEngine();
    const random = randomStream({ seed: 22 });
    for (const [N, K] of [[1, 1], [2, 2], [9, 3], [64, 10], [5, 17]]) {
      using arena = engine.arena();
      const logits = arena.tensor([N, K], dtype), target = arena.tensor([N, K], dtype);
      random.fillNormal(logits.data, 0, 2);
      random.fillUniform(target.data);
      target.data[0] = 0;
      const around = arena.tensor([N + 2, K], dtype), losses = arena.tensor([N], dtype);
      around.data.fill(42);
      const gradient = around.rows(1, N + 1);
      probabilityCrossEntropy({ logits, target, losses, gradient, scale: 0.5 });
      for (let n = 0; n < N; n++) {
        const rowOf = ({ data }: Tensor) => Array.from(data.subarray(n * K, (n + 1) * K));
        const want = plainRow(rowOf(logits), rowOf(target));
        assertAlmostEquals(losses.data[n], want.loss, bound * (1 + want.loss));
        want.gradient.forEach((g, k) =>
          assertAlmostEquals(gradient.data[n * K + k], g / 2, bound * (1 + Math.abs(g)))
        );
      }
      assertEquals(
        [...around.data.subarray(0, K), ...around.data.subarray(-K)],
        Array(2 * K).fill(42),
      );
    }
  });
}

function rowOf(x: readonly number[], q: readonly number[]) {
  using engine = createEngine();
  using arena = engine.arena();
  const shape = [1, x.length], losses = arena.tensor([1], "f64");
  const gradient = arena.tensor(shape, "f64");
  probabilityCrossEntropy({
    logits: arena.from(x, shape, "f64"),
    target: arena.from(q, shape, "f64"),
    losses,
    gradient,
  });
  return { loss: losses.data[0], gradient: [...gradient.data] };
}

Deno.test("A confident and right row keeps its digits", () => {
  const { loss, gradient } = rowOf([100, 0], [1, 0]);
  assertAlmostEquals(loss / Math.exp(-100), 1, 1e-12);
  assertAlmostEquals(gradient[0] / -Math.exp(-100), 1, 1e-12);
});

Deno.test("A score of minus infinity takes no part where it has no target, and costs infinity where it has", () => {
  const { loss, gradient } = rowOf([1, -Infinity, 1], [0.5, 0, 0.5]);
  assertAlmostEquals(loss, Math.log(2), 1e-15);
  assertEquals(gradient, [0, 0, 0]);
  assertEquals(rowOf([1, -Infinity], [0.5, 0.5]), { loss: Infinity, gradient: [0.5, -0.5] });
  assertEquals(rowOf([-Infinity, -Infinity], [0.5, 0.5]).loss, NaN);
  assertEquals(rowOf([NaN, 1], [0, 1]).loss, NaN);
});

Deno.test("probabilityCrossEntropy refuses what does not fit", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const logits = arena.tensor([2, 3]), losses = arena.tensor([2]);
  const run = (target: Tensor, into = losses) =>
    probabilityCrossEntropy({ logits, target, losses: into, gradient: arena.tensor([2, 3]) });
  assertThrows(() => run(arena.tensor([3, 2])), TypeError, "f32 [3, 2]");
  assertThrows(() => run(arena.tensor([2, 3]), arena.tensor([3])), TypeError, "losses of 2 rows");
});
