import { assert, assertEquals } from "@std/assert";
import { createEngine, type DType } from "@descent/core";

// A module that applies one imported vector function to an array in place:
// run(pointer, end): do { *pointer = f(*pointer); pointer += 16 } while (pointer < end)
const mapModule = new WebAssembly.Module(Uint8Array.fromHex(
  "0061736d01000000" + // magic, version
    "010b0260017b017b60027f7f00" + // types: v128 -> v128; (i32, i32) -> ()
    "0211020165016d020300808004016501660000" + // imports: e.m shared memory, e.f
    "03020101" + "0707010372756e0001" + // function run, exported
    "0a21011f00034020002000fd0004001000fd0b0400200041106a22002001490d000b0b",
));

type Name = "exp" | "expm1" | "log" | "log1p" | "tanh" | "erf" | "erfc";

/** The kernel's result for each of the values. */
function apply(name: Name, dtype: DType, values: ArrayLike<number>): number[] {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.from(values, [values.length], dtype);
  const kernels = engine.kernels[dtype] as unknown as Record<Name, WebAssembly.ExportValue>;
  const { run } = new WebAssembly.Instance(mapModule, {
    e: { m: engine.memory, f: kernels[name] },
  }).exports as { run: (pointer: number, end: number) => void };
  run(x.pointer, x.pointer + x.data.byteLength);
  return [...x.data];
}

const fixedBits = 240n;

/** erf by its power series in fixed point with 240 bits after the point, for |x| <= 6. */
function fixedErf(x: number): bigint {
  const toFixed = (value: number) => BigInt(value * 2 ** 120) << (fixedBits - 120n);
  const fixed = toFixed(x);
  const square = (fixed * fixed) >> fixedBits;
  let power = fixed, sum = fixed;
  for (let n = 1n; power !== 0n && power !== -1n; n++) {
    power = -((power * square) >> fixedBits) / n;
    sum += power / (2n * n + 1n);
  }
  // 2 / sqrt(pi), 70 digits.
  const factor =
    (BigInt("11283791670955125738961589031215451716881012586579977136881714434212849368829") <<
      fixedBits) / 10n ** 76n;
  return (sum * factor) >> fixedBits;
}

function toNumber(fixed: bigint): number {
  return Number(fixed >> (fixedBits - 120n)) / 2 ** 120;
}

function erfReference(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x);
  if (Math.abs(x) < 1e-20) return x * 2 / Math.sqrt(Math.PI);
  return toNumber(fixedErf(x));
}

/** erfc from the series of erf, and past 6 by the continued fraction of Laplace. */
function erfcReference(x: number): number {
  if (x < -6) return 2;
  if (Math.abs(x) < 1e-20) return 1;
  if (x <= 6) return toNumber((1n << fixedBits) - fixedErf(x));
  let fraction = x;
  for (let n = 60; n > 0; n--) fraction = x + n / 2 / fraction;
  // The square of the leading 26 binary digits is exact.
  const upper = Math.round(Math.min(x, 30) * 2 ** 20) / 2 ** 20, lower = Math.min(x, 30) - upper;
  const squareExp = Math.exp(-upper * upper) * Math.exp(-(2 * upper + lower) * lower);
  return squareExp / (fraction * Math.sqrt(Math.PI));
}

// V8 computes these by fdlibm, within 1 unit in the last place.
const references: Record<Name, (x: number) => number> = {
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  log1p: Math.log1p,
  tanh: Math.tanh,
  erf: erfReference,
  erfc: erfcReference,
};

/** Spacing of f32 numbers around a value. */
function unitInTheLastPlace(value: number): number {
  return 2 ** (Math.max(Math.floor(Math.log2(Math.abs(value))), -126) - 23);
}

/** Largest distance from 0 at which a function is tested, where that is not 12. */
const reaches: { readonly [N in Name]?: Readonly<Record<DType, number>> } = {
  exp: { f32: 106, f64: 750 },
  expm1: { f32: 106, f64: 750 },
  erfc: { f32: 11, f64: 28 },
};

/** Arguments over all magnitudes, dense where the function does something. */
function sweep(name: Name, dtype: DType): number[] {
  const values: number[] = [];
  const reach = reaches[name]?.[dtype] ?? 12;
  for (let i = -1500; i <= 1500; i++) values.push(i / 1500 * reach + 1e-4 * Math.sin(i), i / 1500);
  const smallest = dtype === "f32" ? -149 : -1074, largest = dtype === "f32" ? 128 : 1024;
  for (let exponent = smallest; exponent < largest; exponent += dtype === "f32" ? 0.5 : 3) {
    const value = 2 ** Math.floor(exponent) * (1 + Math.abs(Math.sin(exponent)));
    values.push(value, -value);
  }
  const round = dtype === "f32" ? Math.fround : Number;
  return values.map(round).filter((value) => Number.isFinite(value) && erfInRange(name, value));
}

function erfInRange(name: Name, value: number): boolean {
  // The fixed-point references know 120 bits; below that erf(x) is 2 x / sqrt(pi).
  return !name.startsWith("erf") || Math.abs(value) >= 2 ** -60 || Math.abs(value) < 1e-20;
}

/** Whether a result is so small that exponentials of that size are 0. */
function isFlushed(name: Name, wanted: number, smallest: number): boolean {
  // erfc(x) is exp(-x²) over a number of up to 55.
  return (name === "exp" && wanted < smallest) || (name === "erfc" && wanted < smallest / 16);
}

for (const name of Object.keys(references) as Name[]) {
  Deno.test(`${name} in f32 is within 4 units in the last place`, () => {
    const values = sweep(name, "f32");
    const results = apply(name, "f32", values);
    values.forEach((x, index) => {
      const wanted = references[name](x);
      if (!Number.isFinite(Math.fround(wanted)) || Number.isNaN(wanted)) {
        assertEquals(results[index], Math.fround(wanted), `${name}(${x})`);
        return;
      }
      if (isFlushed(name, wanted, 2 ** -126) && results[index] === 0) return;
      const error = Math.abs(results[index] - wanted) / unitInTheLastPlace(wanted);
      assert(wanted === 0 ? results[index] === 0 : error <= 4, `${name}(${x}): ${error}`);
    });
  });

  Deno.test(`${name} in f64 is within 1e-14`, () => {
    const values = sweep(name, "f64");
    const results = apply(name, "f64", values);
    values.forEach((x, index) => {
      const wanted = references[name](x);
      if (!Number.isFinite(wanted)) {
        assertEquals(results[index], wanted, `${name}(${x})`);
        return;
      }
      if (isFlushed(name, wanted, 2 ** -1022) && results[index] === 0) return;
      const bound = Math.max(1e-14 * Math.abs(wanted), 4 * Number.MIN_VALUE);
      assert(
        Math.abs(results[index] - wanted) <= bound,
        `${name}(${x}): ${results[index]}, ${wanted}`,
      );
    });
  });
}

const edges: Record<Name, readonly (readonly [x: number, result: number])[]> = {
  exp: [[Infinity, Infinity], [-Infinity, 0], [0, 1], [-0, 1], [NaN, NaN]],
  expm1: [[Infinity, Infinity], [-Infinity, -1], [0, 0], [-0, -0], [NaN, NaN]],
  log: [
    [Infinity, Infinity],
    [-Infinity, NaN],
    [0, -Infinity],
    [-0, -Infinity],
    [-1, NaN],
    [1, 0],
    [NaN, NaN],
  ],
  log1p: [[Infinity, Infinity], [-Infinity, NaN], [-1, -Infinity], [-2, NaN], [0, 0], [-0, -0], [
    NaN,
    NaN,
  ]],
  tanh: [[Infinity, 1], [-Infinity, -1], [0, 0], [-0, -0], [NaN, NaN]],
  erf: [[Infinity, 1], [-Infinity, -1], [0, 0], [-0, -0], [NaN, NaN]],
  erfc: [[Infinity, 0], [-Infinity, 2], [0, 1], [-0, 1], [NaN, NaN]],
};

for (const dtype of ["f32", "f64"] as const) {
  Deno.test(`vector functions in ${dtype}: infinities, zeros, NaN`, () => {
    for (const name of Object.keys(edges) as Name[]) {
      const results = apply(name, dtype, edges[name].map(([x]) => x));
      edges[name].forEach(([x, result], index) => {
        assert(
          Object.is(results[index], result),
          `${name}(${x}): ${results[index]}, not ${result}`,
        );
      });
    }
  });

  Deno.test(`exp in ${dtype} overflows where the type does, and is 0 where it would be subnormal`, () => {
    const largest = dtype === "f32" ? 3.4028234663852886e38 : Number.MAX_VALUE;
    const smallest = dtype === "f32" ? 2 ** -126 : 2 ** -1022;
    const below = Math.log(largest) - 1e-3, above = Math.log(largest) + 1e-3;
    const [finite, infinite, least, ...zeros] = apply("exp", dtype, [
      ...[below, above, Math.log(smallest) + 1e-4, Math.log(smallest) - 1e-4],
      ...[Math.log(smallest) - 1, -1e30],
    ]);
    assert(finite < largest && finite > 0.99 * largest);
    assert(least >= smallest && least < 1.001 * smallest);
    assertEquals([infinite, ...zeros], [Infinity, 0, 0, 0]);
  });
}

for (const dtype of ["f32", "f64"] as const) {
  Deno.test(`log1p in ${dtype} gives a number the same bits beside any other, also from 0 to 1, where it is shorter`, () => {
    const values = [0.25, 0.4142, 0.6, 1, 1e-9, 1e-40, 0.9, 0.5];
    const alone = values.flatMap((value) => apply("log1p", dtype, Array(4).fill(value))[0]);
    assertEquals(apply("log1p", dtype, values), alone);
    const mixed = apply("log1p", dtype, values.flatMap((value) => [value, 3]));
    assertEquals(mixed.filter((_, place) => place % 2 === 0), alone);
  });
}
