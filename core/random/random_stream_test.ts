import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { philox } from "./philox.ts";
import { type RandomStream, randomStream } from "./random_stream.ts";

function draws(stream: RandomStream, count: number): number[] {
  return Array.from({ length: count }, () => stream.uint32());
}

/** Pearson's statistic for equally probable cells. */
function chiSquare(counts: ArrayLike<number>): number {
  const cells = Array.from(counts);
  const expected = cells.reduce((sum, count) => sum + count, 0) / cells.length;
  return cells.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

function correlation(x: Float64Array, y: Float64Array): number {
  const n = x.length;
  let sumX = 0, sumY = 0, sumXX = 0, sumYY = 0, sumXY = 0;
  for (let i = 0; i < n; i++) {
    sumX += x[i];
    sumY += y[i];
    sumXX += x[i] * x[i];
    sumYY += y[i] * y[i];
    sumXY += x[i] * y[i];
  }
  return (n * sumXY - sumX * sumY) /
    Math.sqrt((n * sumXX - sumX * sumX) * (n * sumYY - sumY * sumY));
}

Deno.test("words are the Philox blocks of counters 0, 1, … under the stream's key", () => {
  const stream = randomStream({ seed: 2 ** 40 + 5 });
  assertEquals(stream.key, [5, 256]);
  const output = new Uint32Array(4);
  const expected: number[] = [];
  for (let block = 0; block < 3; block++) {
    philox(block, 0, 0, 0, 5, 256, output);
    expected.push(...output);
  }
  assertEquals(draws(stream, 12), expected);
});

Deno.test("the counter goes on past 2^32 blocks", () => {
  const stream = randomStream({ seed: 1 });
  stream.position = 4 * (3 * 2 ** 32 + 7);
  const output = new Uint32Array(4);
  philox(7, 3, 0, 0, 1, 0, output);
  assertEquals(draws(stream, 4), [...output]);
});

Deno.test("a split depends on the key and the name, not on what was drawn", () => {
  const root = randomStream({ seed: 11 });
  const before = draws(root.split("init").split("hidden1"), 8);
  draws(root, 100);
  assertEquals(draws(root.split("init").split("hidden1"), 8), before);

  const names = ["a", "b", "ab", "ba", "a\0", "é", "hidden1", "hidden2", "12345678", "123456789"];
  const streams = [root, ...names.map((name) => root.split(name)), root.split("a").split("b")];
  streams.push(randomStream({ seed: 12 }).split("a"), randomStream({ seed: 12 }));
  const keys = new Set(streams.map((stream) => stream.key.join()));
  assertEquals(keys.size, streams.length);
});

Deno.test("a split's key never changes: weights of published runs depend on it", () => {
  const reference = new Uint32Array(4);
  // "init" in UTF-8, little endian, then its length and "SPLI".
  philox(0x74696e69, 0, 4, 0x53504c49, 42, 0, reference);
  assertEquals(randomStream({ seed: 42 }).split("init").key, [reference[0], reference[1]]);
});

Deno.test("a saved state goes on where it stood, through JSON", () => {
  const stream = randomStream({ seed: 5 }).split("shuffle");
  draws(stream, 7);
  const state = JSON.parse(JSON.stringify(stream.state));
  const expected = [...draws(stream, 5), stream.uniform(), stream.normal(), stream.integer(1000)];
  const resumed = randomStream({ state });
  assertEquals(
    [...draws(resumed, 5), resumed.uniform(), resumed.normal(), resumed.integer(1000)],
    expected,
  );
  assertEquals(resumed.position, stream.position);
  stream.position = state.position;
  assertEquals(draws(stream, 5), expected.slice(0, 5));
});

Deno.test("fills start at a block boundary and equal their reference implementation, f32 rounding f64", () => {
  const reference = randomStream({ seed: 9 });
  reference.position = 4;
  const uniforms = Array.from({ length: 10 }, () => reference.uniform());
  for (const length of [0, 1, 2, 7]) {
    const stream = randomStream({ seed: 9 });
    stream.uint32();
    const single = new Float32Array(length);
    const double = new Float64Array(length);
    stream.fillUniform(double, -3, 5);
    assertEquals([...double], uniforms.slice(0, length).map((u) => -3 + 8 * u));
    assertEquals(stream.position, 4 + 4 * Math.ceil(length / 2));

    stream.position = 1;
    stream.fillNormal(double, 2, 0.5);
    stream.position = 1;
    stream.fillNormal(single, 2, 0.5);
    assertEquals([...single], [...double].map(Math.fround));
    for (let index = 0; index < length; index++) {
      const u = uniforms[index & ~1], v = uniforms[index | 1];
      const wave = index % 2 === 0 ? Math.cos(2 * Math.PI * v) : Math.sin(2 * Math.PI * v);
      const expected = 2 + 0.5 * Math.sqrt(-2 * Math.log(1 - u)) * wave;
      assert(Math.abs(double[index] - expected) < 1e-14, `${double[index]} is not ${expected}`);
    }
  }
});

Deno.test("normal is the first of the pair that four words give", () => {
  const stream = randomStream({ seed: 31 });
  const pair = new Float64Array(2);
  stream.fillNormal(pair);
  stream.position = 0;
  assertEquals(stream.normal(), pair[0]);
  assertEquals(stream.position, 4);
});

Deno.test("uniform numbers: bounds, moments, and a flat histogram", () => {
  const count = 200_000;
  const values = new Float64Array(count);
  randomStream({ seed: 1 }).fillUniform(values);
  const counts = new Float64Array(100);
  let sum = 0, squares = 0;
  for (const value of values) {
    assert(value >= 0 && value < 1);
    sum += value;
    squares += value * value;
    counts[Math.floor(value * 100)]++;
  }
  // Four standard errors: sqrt(1/12/n) for the mean, sqrt(4/45/n) for the second moment.
  assert(Math.abs(sum / count - 1 / 2) < 4 * Math.sqrt(1 / 12 / count));
  assert(Math.abs(squares / count - 1 / 3) < 4 * Math.sqrt(4 / 45 / count));
  // 99 degrees of freedom: 0.01 % lie above 161, and 0.01 % below 53.
  const statistic = chiSquare(counts);
  assert(statistic > 53 && statistic < 161, `chi-square ${statistic}`);
});

Deno.test("normal numbers: four moments, tails, and equally filled cells", () => {
  const count = 200_000;
  const values = new Float64Array(count);
  randomStream({ seed: 2 }).fillNormal(values);
  // The standard normal distribution's deciles.
  const deciles = [-1.2815516, -0.8416212, -0.5244005, -0.2533471, 0]
    .flatMap((q) => q === 0 ? [q] : [q, -q]).sort((a, b) => a - b);
  const counts = new Float64Array(10);
  const moments = [0, 0, 0, 0, 0];
  let beyondThree = 0;
  for (const value of values) {
    for (let power = 1; power <= 4; power++) moments[power] += value ** power / count;
    counts[deciles.filter((decile) => value >= decile).length]++;
    if (Math.abs(value) > 3) beyondThree++;
  }
  assert(Math.abs(moments[1]) < 4 * Math.sqrt(1 / count));
  assert(Math.abs(moments[2] - 1) < 4 * Math.sqrt(2 / count));
  assert(Math.abs(moments[3]) < 4 * Math.sqrt(15 / count));
  assert(Math.abs(moments[4] - 3) < 4 * Math.sqrt(96 / count));
  const expectedBeyond = 0.0026998 * count;
  assert(Math.abs(beyondThree - expectedBeyond) < 4 * Math.sqrt(expectedBeyond));
  // 9 degrees of freedom: 0.01 % lie above 34.
  assert(chiSquare(counts) < 34, `chi-square ${chiSquare(counts)}`);
});

Deno.test("integers: every value equally often, on both ways of drawing", () => {
  const stream = randomStream({ seed: 3 });
  for (const limit of [1, 2, 3, 10, 55]) {
    const counts = new Float64Array(limit);
    for (let draw = 0; draw < 20_000; draw++) counts[stream.integer(limit)]++;
    // The mean of chi-square is limit - 1 and its variance twice that.
    assert(chiSquare(counts) <= limit - 1 + 5 * Math.sqrt(2 * limit), `limit ${limit}`);
  }
  // 3·2^51 out of 2^53: without drawing again, the lowest third would come up half of the time.
  const large = 3 * 2 ** 51;
  const thirds = new Float64Array(3);
  for (let draw = 0; draw < 20_000; draw++) {
    const value = stream.integer(large);
    assert(Number.isSafeInteger(value) && value >= 0 && value < large);
    thirds[Math.floor(value / 2 ** 51)]++;
  }
  assert(chiSquare(thirds) < 20, `chi-square ${chiSquare(thirds)}`);
});

Deno.test("integers draw again exactly where the paper's method does", () => {
  // 2^32 mod this limit is nearly the limit itself, so that one word in 2,050 is refused.
  const limit = 2096129n;
  const stream = randomStream({ seed: 8 });
  const words = randomStream({ seed: 8 });
  let refused = 0;
  for (let draw = 0; draw < 20_000; draw++) {
    let product = BigInt(words.uint32()) * limit;
    while (product % 2n ** 32n < 2n ** 32n % limit) {
      product = BigInt(words.uint32()) * limit;
      refused++;
    }
    assertEquals(stream.integer(Number(limit)), Number(product >> 32n));
  }
  assert(refused > 0);
  assertEquals(stream.position, words.position);
});

Deno.test("siblings, parent and child, and neighbouring seeds are not correlated", () => {
  const count = 50_000;
  const fill = (stream: RandomStream): Float64Array => {
    const values = new Float64Array(count);
    stream.fillUniform(values);
    return values;
  };
  const root = randomStream({ seed: 0 });
  const all = [
    root,
    root.split("a"),
    root.split("b"),
    root.split("a").split("a"),
    randomStream({ seed: 1 }),
    randomStream({ seed: 2 }),
  ].map(fill);
  for (let first = 0; first < all.length; first++) {
    for (let second = 0; second < first; second++) {
      const r = correlation(all[first], all[second]);
      assert(Math.abs(r) < 4 / Math.sqrt(count), `streams ${first} and ${second}: ${r}`);
    }
    const lagged = correlation(all[first].slice(1), all[first].slice(0, -1));
    assert(Math.abs(lagged) < 4 / Math.sqrt(count), `stream ${first}, lag 1: ${lagged}`);
  }
});

Deno.test("shuffle keeps the elements and makes each of the 24 orders of 4 equally often", () => {
  const stream = randomStream({ seed: 4 });
  const counts = new Map<string, number>();
  const array = new Int32Array(4);
  for (let trial = 0; trial < 24_000; trial++) {
    array.set([10, 20, 30, 40]);
    stream.shuffle(array);
    const order = array.join();
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  assertEquals(counts.size, 24);
  // 23 degrees of freedom: 0.01 % lie above 58.
  assert(chiSquare([...counts.values()]) < 58);
});

Deno.test("permutation holds every number once and differs from draw to draw", () => {
  const stream = randomStream({ seed: 6 });
  const first = stream.permutation(1000);
  assertEquals([...first].sort((a, b) => a - b), Array.from({ length: 1000 }, (_, i) => i));
  assertNotEquals(stream.permutation(1000), first);
  assertEquals(stream.permutation(0).length, 0);
  assertEquals([...stream.permutation(1)], [0]);
});

Deno.test("values out of range are refused with what was wanted", () => {
  const stream = randomStream({ seed: 0 });
  for (const seed of [-1, 0.5, NaN, 2 ** 53]) {
    assertThrows(() => randomStream({ seed }), RangeError, "expected a seed that is an integer");
  }
  for (const limit of [0, -1, 1.5, NaN, 2 ** 53 + 2]) {
    assertThrows(() => stream.integer(limit), RangeError, "expected a limit");
  }
  assertThrows(() => stream.split(""), TypeError, "expected a name");
  assertThrows(() => stream.permutation(-1), RangeError, "expected a count");
  assertThrows(() => stream.fillUniform(new Float32Array(1), 2, 1), RangeError, "low <= high");
  assertThrows(() => stream.fillNormal(new Float32Array(1), 0, -1), RangeError, "at least 0, got");
  assertThrows(() => stream.position = -1, RangeError, "expected a position");
  assertThrows(() => randomStream({ state: { key: [1, -1], position: 0 } }), RangeError, "[1,-1]");
  assertThrows(
    () => randomStream({ state: { key: [1, 2], position: 0.5 } }),
    RangeError,
    "expected a position",
  );
});
