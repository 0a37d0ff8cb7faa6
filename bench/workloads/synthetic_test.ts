import { assertEquals } from "@std/assert";
import {
  classCount,
  matrixElements,
  productFacts,
  syntheticImages,
  syntheticTokens,
} from "./synthetic.ts";

Deno.test("Images repeat with another class, so that no network fits them all", () => {
  const { pixels, labels } = syntheticImages(40);
  const half = pixels.length / 2;
  assertEquals(pixels.subarray(0, half), pixels.subarray(half));
  for (let n = 0; n < 20; n++) assertEquals(labels[n + 20], (labels[n] + 1) % classCount);
});

Deno.test("The bright pixels of an image tell its class", () => {
  const { pixels, labels } = syntheticImages(40);
  for (let n = 0; n < 20; n++) {
    const sums = new Array(classCount).fill(0);
    for (let p = 0; p < 784; p++) sums[p % classCount] += pixels[n * 784 + p];
    assertEquals(sums.indexOf(Math.max(...sums)), labels[n]);
  }
});

Deno.test("What is known of a product is what the product has", () => {
  const [m, n, k] = [5, 3, 4];
  const a = matrixElements(m * k), b = matrixElements(k * n);
  const c = { ab: 0, atb: 0, abt: 0 }, first = { ...c };
  for (const product of ["ab", "atb", "abt"] as const) {
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let l = 0; l < k; l++) {
          sum += a[product === "atb" ? l * m + i : i * k + l] *
            b[product === "abt" ? j * k + l : l * n + j];
        }
        c[product] += sum;
        if (i === 0 && j === 0) first[product] = sum;
      }
    }
    assertEquals(productFacts({ kind: "matmul", product, m, n, k }), [first[product], c[product]]);
  }
});

Deno.test("The target of a token is the next one", () => {
  const { inputs, targets } = syntheticTokens(3, 5);
  assertEquals([...inputs.subarray(6, 10)], [...targets.subarray(5, 9)]);
  assertEquals([...inputs.subarray(5, 8)], [5, 7, 9]);
});
