import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { createHash } from "node:crypto";
import { drawDigits, loadDigits } from "./digits.ts";

const PIXELS = 784;

Deno.test("the first 100 images of seed 0 never change", () => {
  const { inputs: images, targets: labels } = drawDigits({ set: "train", count: 100 });
  // Published results, and the accuracies that digits.ts states, were measured on exactly these
  // images: a change here makes them worthless. It must also be the same on every machine.
  assertEquals(
    createHash("sha256").update(images).update(labels).digest("hex"),
    "d8bd0a9348ef45b29139d2fe8ff37a12006c7dcb8bcf17cbecd208c2a92b8b33",
  );
});

Deno.test("an image depends on seed, set and number alone", () => {
  const many = drawDigits({ seed: 5, set: "test", count: 40 });
  for (const first of [39, 0, 17]) {
    const one = drawDigits({ seed: 5, set: "test", count: 1, first });
    assertEquals(one.inputs, many.inputs.slice(first * PIXELS, (first + 1) * PIXELS));
    assertEquals(one.targets[0], many.targets[first]);
  }
  const others = [
    drawDigits({ seed: 6, set: "test", count: 40 }),
    drawDigits({ seed: 5, set: "train", count: 40 }),
    drawDigits({ seed: 5, set: "test", count: 40, first: 40 }),
  ];
  for (const other of others) {
    assertNotEquals(other.targets, many.targets);
    assertNotEquals(other.inputs, many.inputs);
  }
});

Deno.test("no two images are the same, across the three sets", () => {
  const { train, validation, test } = loadDigits({
    trainCount: 300,
    validationCount: 200,
    testCount: 200,
  });
  const seen = new Set<string>();
  for (const { inputs: images, count } of [train, validation, test]) {
    for (let index = 0; index < count; index++) {
      seen.add(images.subarray(index * PIXELS, (index + 1) * PIXELS).join());
    }
  }
  assertEquals(seen.size, 700);
});

Deno.test("all digits occur equally often", () => {
  const { targets: labels, count } = drawDigits({ set: "train", count: 5000 });
  const counts = new Array(10).fill(0);
  for (const label of labels) counts[label]++;
  // Four standard deviations of a binomial count.
  for (const occurrences of counts) {
    assert(Math.abs(occurrences - count / 10) < 4 * Math.sqrt(count * 0.09), `${counts}`);
  }
});

Deno.test("each image shows light strokes within a dark margin", () => {
  const { inputs: images, count } = drawDigits({ set: "train", count: 2000 });
  for (let index = 0; index < count; index++) {
    const image = images.subarray(index * PIXELS, (index + 1) * PIXELS);
    const light = image.filter((value) => value > 110).length;
    assert(light >= 12 && light < PIXELS / 2, `image ${index}: ${light} light pixels`);
    const margin = image.filter((_, pixel) => {
      const row = Math.floor(pixel / 28), column = pixel % 28;
      return row === 0 || row === 27 || column === 0 || column === 27;
    });
    assert(margin.every((value) => value < 110), `image ${index}: ink in the outermost pixels`);
  }
});

Deno.test("the dataset has the sizes asked for, and its usual ones", () => {
  const small = loadDigits({ trainCount: 7, validationCount: 6, testCount: 5 });
  assertEquals([small.train.count, small.validation.count, small.test.count], [7, 6, 5]);
  assertEquals(small.inputShape, [1, 28, 28]);
  assertEquals(small.classNames?.length, 10);
  const { train, validation, test } = loadDigits();
  assertEquals([train.count, validation.count, test.count], [12000, 2000, 2000]);
  assertEquals(train.inputs.subarray(0, 7 * PIXELS), small.train.inputs);
  for (const trainCount of [0, -1, 2.5, NaN]) {
    assertThrows(
      () => loadDigits({ trainCount }),
      RangeError,
      `Dataset 'digits': expected trainCount to be an integer of at least 1, got ${trainCount}`,
    );
  }
  assertThrows(() => drawDigits({ set: "test", count: 1, first: -1 }), RangeError, "first");
});

Deno.test("loadDigits draws other images under another seed", () => {
  const counts = { trainCount: 4, validationCount: 2, testCount: 2 };
  const { train, source } = loadDigits({ ...counts, seed: 5 });
  assertEquals(train.inputs, drawDigits({ seed: 5, set: "train", count: 4 }).inputs);
  assertEquals(source, "drawn by the program, seed 5");
  assertNotEquals(train.inputs, loadDigits(counts).train.inputs);
});
