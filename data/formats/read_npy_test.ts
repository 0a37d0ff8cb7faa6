import { assertEquals, assertThrows } from "@std/assert";
import { npy } from "../testing/sample_files.ts";
import { readNpy } from "./read_npy.ts";

Deno.test("elements of every order and width become numbers", () => {
  const big = new Uint8Array([0, 1, 255, 255]);
  assertEquals(readNpy("a", npy(">i2", [2], big)).values, Float64Array.of(1, -1));
  assertEquals(readNpy("a", npy("<u2", [2], big)).values, Float64Array.of(256, 65535));
  const whole = new Uint8Array(BigInt64Array.of(-3n, 7n).buffer);
  assertEquals(readNpy("a", npy("<i8", [2, 1], whole)), {
    shape: [2, 1],
    values: Float64Array.of(-3, 7),
  });
  assertEquals(
    readNpy("a", npy("|b1", [2], new Uint8Array([1, 0]))).values,
    new Uint8Array([1, 0]),
  );
});

Deno.test("damaged arrays say what was found and wanted", () => {
  const cases: [bytes: Uint8Array, message: string][] = [
    [
      npy("<f8", [100_000, 100_000], new Uint8Array(8)),
      "expected 80000000000 bytes for the 100000 x 100000 elements",
    ],
    [npy("<U8", [1], new Uint8Array(8)), "expected elements of b1, u1,"],
    [
      npy("<f8", [1], new Uint8Array(8)).subarray(0, 60),
      "expected a header of 128 bytes, got a file of 60",
    ],
    [new Uint8Array(20), "byte 0: expected the magic string"],
  ];
  for (const [bytes, message] of cases) {
    assertThrows(() => readNpy("a.npy", bytes), SyntaxError, message);
  }
});
