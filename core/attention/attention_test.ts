import { assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import { threadsAllowed } from "../_threads_allowed.ts";
import type { DType } from "../types/dtype.ts";
import { createEngine, type Engine, type EngineOptions } from "../memory/engine.ts";
import { randomStream } from "../random/random_stream.ts";
import { Attention } from "./attention.ts";

interface Case {
  readonly N: number;
  readonly queryHeads: number;
  readonly keyHeads: number;
  readonly queries: number;
  readonly keys: number;
  readonly width: number;
  readonly causal: boolean;
  readonly isMasked: boolean;
}

const small = { N: 2, queryHeads: 4, keyHeads: 2, queries: 5, keys: 7, width: 3 };
/** Several blocks of queries, and enough work for threads. */
const large = { N: 3, queryHeads: 2, keyHeads: 1, queries: 101, keys: 101, width: 20 };
const cases: readonly Case[] = [small, large].flatMap((extents) =>
  [true, false].flatMap((causal) =>
    [true, false].map((isMasked) => ({ ...extents, causal, isMasked }))
  )
);

/** Outputs and gradients on random numbers, which f32 holds exactly. */
function pass(engine: Engine, dtype: DType, given: Case) {
  const { N, queryHeads, keyHeads, queries, keys, width, causal, isMasked } = given;
  using arena = engine.arena();
  const random = randomStream({ seed: 5 });
  const filled = (size: number) => {
    const tensor = arena.tensor([size], dtype), rounded = new Float32Array(size);
    random.fillNormal(rounded);
    tensor.data.set(rounded);
    return { tensor };
  };
  const mask = arena.tensor([N, keys], "i32");
  // The first key stays, so that every query sees one.
  for (let i = 0; i < mask.size; i++) {
    mask.data[i] = i % keys > 0 && random.integer(3) === 0 ? 1 : 0;
  }
  const querySize = N * queryHeads * queries * width, keySize = N * keyHeads * keys * width;
  const of = (heads: number, steps: number) => ({
    sequence: heads * steps * width,
    head: steps * width,
    step: width,
  });
  const ofQueries = of(queryHeads, queries), ofKeys = of(keyHeads, keys);
  const attention = new Attention({
    arena,
    dtype,
    batch: N,
    queryHeads,
    keyHeads,
    queries,
    keys,
    width,
    causal,
    mask: isMasked ? mask : undefined,
    strides: { query: ofQueries, key: ofKeys, value: ofKeys, output: ofQueries },
  });
  const q = filled(querySize), k = filled(keySize), v = filled(keySize), dOut = filled(querySize);
  const out = filled(querySize), dq = filled(querySize), dk = filled(keySize), dv = filled(keySize);
  attention.forward(N, q, k, v, out);
  attention.backward(N, q, k, v, dOut, dq, dk, dv);
  return {
    inputs: [q, k, v, dOut].map(({ tensor }) => tensor.data.slice()),
    mask: isMasked ? mask.data.slice() : undefined,
    results: [out, dq, dk, dv].map(({ tensor }) => tensor.data.slice()),
  };
}

/** The same by plain loops. */
function reference(given: Case, { inputs: [q, k, v, dOut], mask }: ReturnType<typeof pass>) {
  const { N, queryHeads, keyHeads, queries, keys, width, causal } = given;
  const [out, dq, dk, dv] = [q, q, k, v].map(({ length }) => new Float64Array(length));
  const scale = 1 / Math.sqrt(width), group = queryHeads / keyHeads;
  for (let n = 0; n < N; n++) {
    for (let head = 0; head < queryHeads; head++) {
      const key = (s: number) => ((n * keyHeads + Math.floor(head / group)) * keys + s) * width;
      for (let t = 0; t < queries; t++) {
        const at = ((n * queryHeads + head) * queries + t) * width;
        const sees = (s: number) => (!causal || s <= t) && mask?.[n * keys + s] !== 1;
        const dot = (a: ArrayLike<number>, i: number, b: ArrayLike<number>, j: number) => {
          let sum = 0;
          for (let d = 0; d < width; d++) sum += a[i + d] * b[j + d];
          return sum;
        };
        const weights = Array.from(
          { length: keys },
          (_, s) => sees(s) ? Math.exp(scale * dot(q, at, k, key(s))) : 0,
        );
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        const p = weights.map((weight) => weight / total);
        const dp = p.map((_, s) => dot(dOut, at, v, key(s)));
        const mean = p.reduce((sum, each, s) => sum + each * dp[s], 0);
        for (let s = 0; s < keys; s++) {
          const ds = scale * p[s] * (dp[s] - mean);
          for (let d = 0; d < width; d++) {
            out[at + d] += p[s] * v[key(s) + d];
            dv[key(s) + d] += p[s] * dOut[at + d];
            dq[at + d] += ds * k[key(s) + d];
            dk[key(s) + d] += ds * q[at + d];
          }
        }
      }
    }
  }
  return [out, dq, dk, dv];
}

async function withEngine(options: EngineOptions, use: (engine: Engine) => void) {
  using engine = createEngine(options);
  await engine.threads.ready();
  use(engine);
}

for (const native of ["none", "auto"] as const) {
  Deno.test(`Attention agrees with plain loops, products by native ${native}`, async () => {
    for (const given of cases) {
      for (const [dtype, bound] of [["f32", 2e-5], ["f64", 1e-13]] as const) {
        await withEngine({ native }, (engine) => {
          const got = pass(engine, dtype, given), want = reference(given, got);
          got.results.forEach((values, i) => {
            const largest = Math.max(...want[i].map(Math.abs));
            const off = Math.max(...Array.from(values, (value, j) => Math.abs(value - want[i][j])));
            assertLess(off, bound * Math.max(1, largest), `${JSON.stringify(given)}, tensor ${i}`);
          });
        });
      }
    }
  });

  Deno.test({
    name: `Attention gives the same bits for any number of threads, products by native ${native}`,
    ignore: !threadsAllowed(),
    async fn() {
      const given = { ...large, causal: true, isMasked: true };
      const results: unknown[] = [];
      for (const threads of [1, 2, 3]) {
        await withEngine({ threads, native }, (engine) => {
          results.push(pass(engine, "f32", given).results);
        });
      }
      assertEquals(results[1], results[0]);
      assertEquals(results[2], results[0]);
    },
  });
}

Deno.test("Attention gives NaN to a query that sees no key, and to no other", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const rows = { sequence: 2, head: 2, step: 1 };
  const attention = new Attention({
    arena,
    dtype: "f32",
    batch: 1,
    queryHeads: 1,
    keyHeads: 1,
    queries: 2,
    keys: 2,
    width: 1,
    causal: true,
    mask: arena.from([1, 0], [1, 2], "i32"),
    strides: { query: rows, key: rows, value: rows, output: rows },
  });
  const x = { tensor: arena.from([1, 2]) }, out = { tensor: arena.tensor([2]) };
  attention.forward(1, x, x, x, out);
  assertEquals(out.tensor.data[0], NaN);
  assertAlmostEquals(out.tensor.data[1], 2, 1e-6);
});

Deno.test("Attention refuses heads that cannot be shared and batches that are too large", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const rows = { sequence: 1, head: 1, step: 1 };
  const options = {
    arena,
    dtype: "f32",
    batch: 1,
    queryHeads: 1,
    keyHeads: 1,
    queries: 1,
    keys: 1,
    width: 1,
    strides: { query: rows, key: rows, value: rows, output: rows },
  } as const;
  assertThrows(() => new Attention({ ...options, keyHeads: 2 }), TypeError, "got 1 and 2");
  const x = { tensor: arena.tensor([1]) };
  assertThrows(() => new Attention(options).forward(2, x, x, x, x), RangeError, "got 2");
});

Deno.test("A score far below the others changes no bit of their probabilities", () => {
  using engine = createEngine();
  const random = randomStream({ seed: 6 });
  for (const dtype of ["f32", "f64"] as const) {
    for (const spread of [1, 20, 86]) {
      const scores = Array.from({ length: 7 }, () => Math.fround(spread * random.uniform()));
      scores[3] = 0;
      scores[5] = spread;
      const near = probabilities(engine, dtype, scores);
      const far = probabilities(engine, dtype, [...scores, -200]);
      assertEquals(far.slice(0, 7), near);
      assertAlmostEquals(near.reduce((sum, p) => sum + p), 1, 1e-6);
    }
  }
});

/** Softmax of scores, by the outputs for values that are 1 at one key. */
function probabilities(engine: Engine, dtype: DType, scores: readonly number[]): number[] {
  using arena = engine.arena();
  const keys = scores.length, rows = { sequence: keys, head: keys, step: 1 };
  const attention = new Attention({
    arena,
    dtype,
    batch: 1,
    queryHeads: 1,
    keyHeads: 1,
    queries: 1,
    keys,
    width: 1,
    strides: { query: rows, key: rows, value: rows, output: rows },
  });
  const of = (values: readonly number[]) => ({
    tensor: arena.from(values, [values.length], dtype),
  });
  const query = of([1]), key = of(scores), output = of([0]);
  return scores.map((_, i) => {
    attention.forward(1, query, key, of(scores.map((_, j) => i === j ? 1 : 0)), output);
    return output.tensor.data[0];
  });
}
