import {
  Convolution,
  createEngine,
  type DType,
  fusedMultiplyAdd,
  matmul,
  matmulTransposedA,
  matmulTransposedB,
  type MultiplyAdd,
  multiplyAdds,
  randomStream,
  type Tensor,
} from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";

const rounding = { f32: Math.fround, f64: (value: number) => value } as const;
const lanes = { f32: 4, f64: 2 } as const;
/** Most steps of k that a product adds before it adds them to the former ones. */
const blockK = 512;

/** A number that no type holds exactly in a product: relaxed multiply-add gives other bits wherever it fuses. */
function normal(like: Tensor): Tensor {
  randomStream({ seed: like.size }).fillNormal(like.data, 0, 1);
  return like;
}

/** `relu(A B + bias)`, each product and each sum rounded. */
function plainProduct(a: Tensor, b: Tensor, bias: Tensor): number[] {
  const round = rounding[a.dtype], [M, K] = a.shape, N = b.shape[1];
  const steps = Math.ceil(K / Math.ceil(K / blockK));
  return Array.from({ length: M * N }, (_, i) => {
    const m = Math.floor(i / N), n = i % N;
    let total = 0;
    for (let k0 = 0; k0 < K; k0 += steps) {
      let block = 0;
      for (let k = k0; k < Math.min(K, k0 + steps); k++) {
        block = round(block + round(a.data[m * K + k] * b.data[k * N + n]));
      }
      total = round(total + block);
    }
    return Math.max(0, round(total + bias.data[n]));
  });
}

/** Output and gradients of a convolution at stride 1 of images with a frame of zeros, in the kernels' order. */
function plainConvolution(
  { input, output, weight }: Convolution,
  padding: number,
  { x, w, b, dy }: Record<"x" | "w" | "b" | "dy", Tensor>,
) {
  const round = rounding[x.dtype], width = lanes[x.dtype];
  const [N, C, H, W] = input, [, F, OH, OW] = output, [, , KH, KW] = weight;
  const at = (tensor: Tensor, n: number, c: number, h: number, v: number) => {
    const [, channels, rows, columns] = tensor.shape;
    if (h < 0 || h >= rows || v < 0 || v >= columns) return 0;
    return tensor.data[((n * channels + c) * rows + h) * columns + v];
  };
  const all = (shape: readonly number[], of: (...place: number[]) => number) =>
    Array.from({ length: shape.reduce((product, each) => product * each) }, (_, index) => {
      const place = shape.map((_, axis) =>
        Math.floor(index / shape.slice(axis + 1).reduce((product, each) => product * each, 1)) %
        shape[axis]
      );
      return of(...place);
    });
  const y = all(output, (n, f, r, q) => {
    let sum = 0;
    for (let c = 0; c < C; c++) {
      for (let i = 0; i < KH; i++) {
        for (let j = 0; j < KW; j++) {
          sum = round(
            sum + round(at(w, f, c, i, j) * at(x, n, c, r + i - padding, q + j - padding)),
          );
        }
      }
    }
    return round(sum + b.data[f]);
  });
  const dx = all(input, (n, c, h, v) => {
    let sum = 0;
    for (let f = 0; f < F; f++) {
      for (let i = 0; i < KH; i++) {
        for (let j = 0; j < KW; j++) {
          sum = round(
            sum + round(at(w, f, c, i, j) * at(dy, n, f, h + padding - i, v + padding - j)),
          );
        }
      }
    }
    return sum;
  });
  // Runs of a row in vectors, whose lanes are added last; for a single filter of each image apart.
  const added = (sums: readonly number[]) =>
    width === 2 ? sums[0] + sums[1] : round(round(sums[0] + sums[2]) + round(sums[1] + sums[3]));
  const dw = all(weight, (f, c, i, j) => {
    let sums = new Array<number>(width).fill(0), total = 0;
    for (let n = 0; n < N; n++) {
      for (let r = 0; r < OH; r++) {
        for (let q = 0; q < OW; q++) {
          const product = at(x, n, c, r + i - padding, q + j - padding) * at(dy, n, f, r, q);
          sums[q % width] = round(sums[q % width] + round(product));
        }
      }
      if (F > 1) continue;
      total = round(total + added(sums));
      sums = sums.map(() => 0);
    }
    return F > 1 ? added(sums) : total;
  });
  assertEquals([y.length, H * W * N * C], [N * F * OH * OW, dx.length]);
  return { y, dx, dw };
}

function convolved(multiplyAdd: MultiplyAdd, dtype: DType, filters: number) {
  using engine = createEngine({ multiplyAdd });
  using arena = engine.arena();
  const padding = 1;
  const convolution = new Convolution({
    arena,
    dtype,
    input: [2, 3, 7, 6],
    filters,
    kernel: 3,
    padding,
  });
  const { input, output, weight } = convolution;
  const tensor = (shape: readonly number[]) => arena.tensor(shape, dtype);
  const given = {
    x: normal(tensor(input)),
    w: normal(tensor(weight)),
    b: normal(tensor([filters])),
    dy: normal(tensor(output)),
  };
  const y = tensor(output), dx = tensor(input), dw = tensor(weight), db = tensor([filters]);
  convolution.forward(given.x, given.w, given.b, y);
  convolution.transposed(given.dy, given.w, undefined, dx);
  convolution.gradient(given.x, given.dy, dw, db);
  const [gotY, gotDx, gotDw] = [y, dx, dw].map(({ data }) => [...data]);
  return {
    got: { y: gotY, dx: gotDx, dw: gotDw },
    wanted: plainConvolution(convolution, padding, given),
  };
}

function multiplied(multiplyAdd: MultiplyAdd, dtype: DType, [M, N, K]: readonly number[]) {
  using engine = createEngine({ multiplyAdd });
  using arena = engine.arena();
  const tensor = (...shape: number[]) => arena.tensor(shape, dtype);
  const a = normal(tensor(M, K)), b = normal(tensor(K, N)), bias = normal(tensor(N));
  const aT = tensor(K, M), bT = tensor(N, K);
  a.data.forEach((value, i) => aT.data[(i % K) * M + Math.floor(i / K)] = value);
  b.data.forEach((value, i) => bT.data[(i % N) * K + Math.floor(i / N)] = value);
  const got = [...matmul(a, b, tensor(M, N), bias, "relu").data];
  const bare = [...matmul(a, b, tensor(M, N)).data];
  assertEquals([...matmulTransposedA(aT, b, tensor(M, N)).data], bare);
  assertEquals([...matmulTransposedB(a, bT, tensor(M, N)).data], bare);
  return { got, wanted: plainProduct(a, b, bias) };
}

for (const dtype of ["f32", "f64"] as const) {
  Deno.test(`Strict products round each multiplication and each addition, in ${dtype}`, () => {
    for (const shape of [[1, 1, 1], [7, 9, 5], [13, 20, 300], [8, 11, 1100]]) {
      const { got, wanted } = multiplied("strict", dtype, shape);
      assertEquals(got, wanted, `[${shape}]`);
    }
  });

  Deno.test(`Strict convolutions round each multiplication and each addition, in ${dtype}`, () => {
    for (const filters of [1, 4, 6, 10]) {
      const { got, wanted } = convolved("strict", dtype, filters);
      assertEquals(got, wanted, `${filters} filters`);
    }
  });

  Deno.test(`Relaxed products and convolutions in ${dtype} round like strict ones where the machine does not fuse, and only there`, () => {
    const unfused = !fusedMultiplyAdd();
    const isSame = ({ got, wanted }: { got: unknown; wanted: unknown }) =>
      JSON.stringify(got) === JSON.stringify(wanted);
    assertEquals(isSame(multiplied("relaxed", dtype, [13, 20, 300])), unfused);
    for (const filters of [4, 6]) {
      const { got, wanted } = convolved("relaxed", dtype, filters);
      for (const name of ["y", "dx", "dw"] as const) {
        assertEquals(isSame({ got: got[name], wanted: wanted[name] }), unfused, name);
      }
    }
  });
}

Deno.test("A strict engine says so, and multiplies and adds in registers as it does in products", () => {
  using engine = createEngine({ multiplyAdd: "strict" });
  using relaxed = createEngine();
  assertEquals([engine.multiplyAdd, relaxed.multiplyAdd], ["strict", "relaxed"]);
  assertEquals(multiplyAdds(engine, "f32", 3), multiplyAdds(relaxed, "f32", 3));
});

Deno.test("Strict multiply-add is refused beside a native library", () => {
  for (const native of ["openblas", "auto"] as const) {
    assertThrows(
      () => createEngine({ native, multiplyAdd: "strict" }),
      RangeError,
      `expected native "none" beside multiplyAdd "strict", got "${native}"`,
    );
  }
});
