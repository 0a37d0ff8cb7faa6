import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  createEngine,
  type DType,
  type Engine,
  Normalization,
  randomStream,
  sizeOf,
} from "@descent/core";

const cases: readonly { input: readonly number[]; over: "batch" | number }[] = [
  { input: [6, 4], over: "batch" },
  { input: [7, 5], over: "batch" },
  { input: [3, 1], over: "batch" },
  { input: [3, 2, 3, 3], over: "batch" },
  { input: [2, 3, 5, 7], over: "batch" },
  { input: [4, 5, 1, 1], over: "batch" },
  { input: [2, 2, 33, 40], over: "batch" },
  { input: [3, 9], over: 1 },
  { input: [4, 1], over: 1 },
  { input: [5, 12], over: 4 },
  { input: [3, 9], over: 3 },
  { input: [2, 6, 4, 5], over: 2 },
  { input: [2, 3, 2, 1], over: 3 },
  { input: [1, 4, 17, 19], over: 1 },
  { input: [2, 2100], over: 1 },
];

const epsilon = 1e-3;

/** Over the batch with places f32 is computed in f32, all else in f64. */
function isFast(input: readonly number[], over: "batch" | number): boolean {
  return over === "batch" && sizeOf(input.slice(2)) > 1;
}

/** Everything by plain loops in f64, set by set. */
function reference(
  input: readonly number[],
  over: "batch" | number,
  [x, dy, gain, bias]: readonly ArrayLike<number>[],
  measured: boolean,
  rectified: boolean,
) {
  const [N, C, ...rest] = input, S = sizeOf(rest);
  const sets = new Map<number, number[]>();
  const channel = (place: number) => Math.floor(place / S) % C;
  for (let place = 0; place < x.length; place++) {
    const n = Math.floor(place / S / C);
    const set = over === "batch"
      ? channel(place)
      : n * over + Math.floor(channel(place) / (C / over));
    sets.set(set, [...sets.get(set) ?? [], place]);
  }
  const y = new Float64Array(N * C * S), dx = new Float64Array(N * C * S);
  const dg = new Float64Array(C), db = new Float64Array(C);
  for (const places of sets.values()) {
    const mean = (values: readonly number[]) =>
      values.reduce((total, value) => total + value, 0) / values.length;
    const center = mean(places.map((place) => x[place]));
    const variance = mean(places.map((place) => (x[place] - center) ** 2));
    const deviation = Math.sqrt(variance + epsilon);
    const normal = places.map((place) => (x[place] - center) / deviation);
    const output = places.map((place, i) =>
      normal[i] * gain[channel(place)] + bias[channel(place)]
    );
    const passed = places.map((place, i) => rectified && output[i] <= 0 ? 0 : dy[place]);
    const gradient = places.map((place, i) => passed[i] * gain[channel(place)]);
    const first = measured ? mean(gradient) : 0;
    const second = measured ? mean(gradient.map((value, i) => value * normal[i])) : 0;
    places.forEach((place, i) => {
      const c = channel(place);
      y[place] = rectified ? Math.max(output[i], 0) : output[i];
      dg[c] += passed[i] * normal[i];
      db[c] += passed[i];
      dx[place] = (gradient[i] - first - normal[i] * second) / deviation;
    });
  }
  return { y, dg, db, dx };
}

function sample(engine: Engine, dtype: DType, input: readonly number[], over: "batch" | number) {
  const arena = engine.arena();
  const random = randomStream({ seed: 7 });
  const make = (shape: readonly number[], mean = 0) => {
    const tensor = arena.tensor(shape, dtype);
    random.fillNormal(tensor.data, mean, 1);
    return tensor;
  };
  const C = input[1];
  const results = [input, [C], [C], input].map((shape) => arena.tensor(shape, dtype));
  for (const { data } of results) data.fill(NaN);
  return {
    arena,
    normalization: new Normalization({ arena, dtype, input, over }),
    given: [make(input, 3), make(input), make([C], 1), make([C])],
    results,
  };
}

for (const dtype of ["f64", "f32"] as const) {
  for (const { input, over } of cases) {
    Deno.test(`Normalization in ${dtype} equals plain loops: [${input}] over ${over}`, () => {
      using engine = createEngine();
      const { arena, normalization, given, results } = sample(engine, dtype, input, over);
      const [x, dy, gain, bias] = given, [y, dg, db, dx] = results;
      const modes = over === "batch" ? [true, false] : [true];
      for (
        const [measured, rectified] of modes.flatMap((mode) => [[mode, false], [mode, true]])
      ) {
        const activation = rectified ? "relu" : undefined, activated = rectified ? y : undefined;
        normalization.measure(x, epsilon);
        normalization.apply(x, gain, bias, y, activation);
        normalization.gradient(x, dy, gain, bias, dg, db, dx, measured, activated);
        const inPlace = arena.from(dy.data, input, dtype);
        normalization.gradient(x, inPlace, gain, bias, dg, db, inPlace, measured, activated);
        assertEquals(inPlace.data, dx.data);
        const values = given.map(({ data }) => data);
        const wanted = reference(input, over, values, measured, rectified);
        const bound = dtype === "f64" ? 1e-12 : isFast(input, over) ? 4e-7 : 1e-7;
        const pairs = [[y, wanted.y], [dg, wanted.dg], [db, wanted.db], [dx, wanted.dx]] as const;
        pairs.forEach(([got, want], result) => {
          const largest = want.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
          got.data.forEach((value, i) =>
            assert(
              Math.abs(value - want[i]) <= bound * largest,
              `${result}[${i}]: ${value}, ${want[i]}`,
            )
          );
        });
      }
    });
  }
}

Deno.test("Values far from zero keep their variance", () => {
  using engine = createEngine();
  using arena = engine.arena();
  for (const [input, over] of [[[4, 2], "batch"], [[4, 1, 1, 2], "batch"], [[1, 8], 1]] as const) {
    const normalization = new Normalization({ arena, input, over });
    const x = arena.from([5, 5, 6, 6, 7, 7, 8, 8].map((value) => value + 1e6), input);
    normalization.measure(x, 1e-5);
    assertEquals(normalization.variance.data[0], 1.25);
  }
});

Deno.test("Values whose squares are beyond f32 keep their variance", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const normalization = new Normalization({ arena, input: [2, 1, 2], over: "batch" });
  normalization.measure(arena.from([1, 3, 5, 7].map((value) => value * 2 ** 70), [2, 1, 2]), 1e-5);
  assertEquals(normalization.variance.data[0], 5 * 2 ** 140);
});

Deno.test("A NaN spoils its set and no other", () => {
  using engine = createEngine();
  for (const [input, over] of [[[6, 4], "batch"], [[3, 2, 9], "batch"], [[3, 9], 1]] as const) {
    const { normalization, given: [x, , gain, bias], results: [y] } = sample(
      engine,
      "f32",
      input,
      over,
    );
    x.data[0] = NaN;
    normalization.measure(x, epsilon);
    normalization.apply(x, gain, bias, y);
    const spoiled = [...normalization.mean.data].filter(Number.isNaN).length;
    assertEquals(spoiled, 1);
    const set = y.size / normalization.mean.size;
    assertEquals([...y.data].filter(Number.isNaN).length, set);
  }
});

const workers = new URL("../threads/", import.meta.url);
const readable = Deno.permissions.querySync({ name: "read", path: workers }).state === "granted";
if (!readable) {
  console.log("A test with threads is skipped: it needs --allow-read for core/threads.");
}

Deno.test({
  name: "Normalization is bitwise the same for any number of threads",
  ignore: !readable,
  fn: async () => {
    for (
      const { input, over } of [
        { input: [9, 7, 41, 33], over: "batch" },
        { input: [301, 203], over: "batch" },
        { input: [9, 6, 41, 33], over: 3 },
        { input: [301, 203], over: 1 },
      ] as const
    ) {
      const all = [];
      for (const threads of [1, 3]) {
        using engine = createEngine({ threads });
        await engine.threads.ready();
        const { normalization, given: [x, dy, gain, bias], results } = sample(
          engine,
          "f32",
          input,
          over,
        );
        const [y, dg, db, dx] = results;
        normalization.measure(x, epsilon);
        normalization.apply(x, gain, bias, y);
        normalization.gradient(x, dy, gain, bias, dg, db, dx, true);
        all.push(results.map(({ data }) => data.slice()));
      }
      assertEquals(all[1], all[0]);
    }
  },
});

Deno.test("Shapes and groups that do not fit are refused", () => {
  using engine = createEngine();
  using arena = engine.arena();
  assertThrows(
    () => new Normalization({ arena, input: [4], over: "batch" }),
    TypeError,
    "[N, C]",
  );
  assertThrows(
    () => new Normalization({ arena, input: [4, 6], over: 4 }),
    RangeError,
    "divides 6 channels",
  );
  const normalization = new Normalization({ arena, input: [4, 6], over: "batch" });
  const x = arena.tensor([4, 6]), gain = arena.tensor([6]);
  assertThrows(() => normalization.measure(arena.tensor([5, 6]), 1e-5), TypeError, "N up to 4");
  assertThrows(() => normalization.apply(x, arena.tensor([5]), gain, x), TypeError, "size 6");
  assertThrows(
    () => normalization.gradient(x, x.rows(0, 2), gain, gain, gain, gain, undefined, true),
    TypeError,
    "[2, 6]",
  );
});
