import { assert, assertEquals, assertLess, assertThrows } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import { matmul, matmulTransposedA, matmulTransposedB } from "../matmul.ts";
import { randomStream } from "../random/random_stream.ts";
import type { NativeName } from "./native_library.ts";

const granted = (name: "ffi" | "read") => Deno.permissions.querySync({ name }).state === "granted";
const mayCall = granted("ffi") && granted("read");

function has(native: NativeName): boolean {
  if (mayCall) {
    try {
      createEngine({ native })[Symbol.dispose]();
      return true;
    } catch {
      // Said below.
    }
  }
  console.log(
    `Tests of ${native} are skipped: they need --allow-ffi, --allow-read and the library.`,
  );
  return false;
}

for (const [name, dtypes] of [["openblas", ["f32", "f64"]], ["onednn", ["f32"]]] as const) {
  const ignore = !has(name);
  Deno.test({
    name: `Products of ${name} agree with the wasm product in every form`,
    ignore,
    fn: () => {
      using native = createEngine({ native: name });
      assertEquals(native.matmul.isNative[dtypes[0]], true);
      using plain = createEngine();
      const bound = { f32: 2e-5, f64: 1e-12 };
      for (const dtype of dtypes) {
        for (
          const [M, N, K] of [
            [1, 1, 1],
            [1, 5, 7],
            [5, 1, 7],
            [5, 7, 1],
            [130, 90, 70],
            [3, 4, 0],
            [
              0,
              2,
              2,
            ],
          ]
        ) {
          const [got, want] = [native, plain].map((engine) => {
            using arena = engine.arena();
            const random = randomStream({ seed: 5 });
            const make = (...shape: number[]) => {
              const tensor = arena.tensor(shape, dtype);
              random.fillNormal(tensor.data, 0, 1);
              return tensor;
            };
            const [a, b, aᵀ, bᵀ, bias] = [make(M, K), make(K, N), make(K, M), make(N, K), make(N)];
            return [
              matmul(a, b, make(M, N), bias, "relu"),
              matmul(a, b, make(M, N), bias),
              matmul(a, b, make(M, N), undefined, "accumulate"),
              matmulTransposedA(aᵀ, b, make(M, N)),
              matmulTransposedB(a, bᵀ, make(M, N)),
            ].flatMap((c) => [...c.data]);
          });
          assertEquals(got.length, 5 * M * N);
          const scale = Math.max(1, Math.sqrt(K));
          got.forEach((value, i) =>
            assertLess(
              Math.abs(value - want[i]),
              bound[dtype] * scale,
              `[${M}, ${N}, ${K}] at ${i}`,
            )
          );
        }
      }
    },
  });

  Deno.test({
    name: `Products of ${name} are bitwise the same for any number of threads`,
    ignore,
    fn: async () => {
      // Rows are split, and columns.
      for (const [M, N] of [[203, 100], [90, 601]]) {
        const results: Float32Array[] = [];
        for (const threads of [1, 2, 3, 8]) {
          using engine = createEngine({ threads, native: name });
          await engine.threads.ready();
          using arena = engine.arena();
          const random = randomStream({ seed: 1 });
          const a = arena.tensor([M, 300]), b = arena.tensor([300, N]), bias = arena.tensor([N]);
          for (const { data } of [a, b, bias]) random.fillNormal(data, 0, 1);
          results.push(matmul(a, b, arena.tensor([M, N]), bias, "relu").data.slice());
        }
        for (const other of results.slice(1)) assertEquals(other, results[0]);
      }
    },
  });
}

Deno.test({
  name: "A library that is not there is refused, or left out when the choice is free",
  ignore: !mayCall,
  fn: () => {
    const libraryPath = "libnowhere.so";
    for (const native of ["openblas", "onednn"] as const) {
      assertThrows(() => createEngine({ native, libraryPath }), Deno.errors.NotFound, libraryPath);
    }
    using engine = createEngine({ native: "auto", libraryPath });
    assertEquals(engine.matmul.name, "wasm");
  },
});

Deno.test({
  name: "Without permission the native product is refused in one sentence",
  ignore: granted("ffi"),
  fn: () => {
    assertThrows(
      () => createEngine({ native: "openblas" }),
      Deno.errors.NotCapable,
      "permission ffi",
    );
    using engine = createEngine({ native: "auto" });
    assertEquals(engine.matmul.name, "wasm");
    assert(engine.matmul.version.length > 0);
  },
});
