import { assertEquals } from "@std/assert";
import { philox } from "./philox.ts";

// Rows "philox4x32 10" of tests/kat_vectors in the Random123 1.14 distribution: counter, key,
// output.
const KNOWN_ANSWERS = [
  [[0, 0, 0, 0], [0, 0], [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]],
  [
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  ],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    [0xa4093822, 0x299f31d0],
    [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  ],
];

/** The generator as the paper writes it, with 64-bit products. */
function philoxReference(counter: readonly number[], key: readonly number[]): number[] {
  let [c0, c1, c2, c3] = counter.map(BigInt);
  let [k0, k1] = key.map(BigInt);
  const mask = 0xffffffffn;
  for (let round = 0; round < 10; round++) {
    const product0 = 0xd2511f53n * c0;
    const product1 = 0xcd9e8d57n * c2;
    [c0, c1, c2, c3] = [
      (product1 >> 32n) ^ c1 ^ k0,
      product1 & mask,
      (product0 >> 32n) ^ c3 ^ k1,
      product0 & mask,
    ];
    k0 = (k0 + 0x9e3779b9n) & mask;
    k1 = (k1 + 0xbb67ae85n) & mask;
  }
  return [c0, c1, c2, c3].map(Number);
}

function philoxWords(counter: readonly number[], key: readonly number[]): number[] {
  const output = new Uint32Array(4);
  philox(counter[0], counter[1], counter[2], counter[3], key[0], key[1], output);
  return [...output];
}

Deno.test("philox gives the known answers of Random123", () => {
  for (const [counter, key, output] of KNOWN_ANSWERS) {
    assertEquals(philoxWords(counter, key), output);
  }
});

Deno.test("philox equals its 64-bit reference, also where the halves of a product carry", () => {
  const words = [0, 1, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffff0000, 0xffffffff, 0xdeadbeef];
  for (const first of words) {
    for (const second of words) {
      const counter = [first, second, second ^ 0x5a5a5a5a, first].map((word) => word >>> 0);
      assertEquals(
        philoxWords(counter, [second, first]),
        philoxReference(counter, [second, first]),
      );
    }
  }
});

Deno.test("philox takes signed words as the same bits", () => {
  assertEquals(philoxWords([-1, -1, -1, -1], [-1, -1]), KNOWN_ANSWERS[1][2]);
  const signed = new Int32Array(4);
  philox(0, 0, 0, 0, 0, 0, signed);
  assertEquals([...new Uint32Array(signed.buffer)], KNOWN_ANSWERS[0][2]);
});
