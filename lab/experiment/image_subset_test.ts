import { sampleData } from "../testing/mod.ts";
import { assertEquals } from "@std/assert";
import { imageSubset } from "./image_subset.ts";

const IMAGES = {
  dataset: "digits",
  trainCount: 90,
  validationCount: null,
  testCount: null,
  validationFraction: null,
  testFraction: null,
  splitSeed: 0,
};

Deno.test("imageSubset takes as many images as there are, and no more than were asked for", async () => {
  const data = await sampleData();
  const laboratory = { data: () => Promise.resolve(data) };
  const { title, options } = await imageSubset(laboratory, IMAGES, { train: 50, validation: 1000 });
  assertEquals(options, { ...IMAGES, trainSubset: 50, validationSubset: data.validation.count });
  assertEquals(title, "Rows");
  const all = await imageSubset(laboratory, IMAGES, { train: 1000 });
  assertEquals(all.options, { ...IMAGES, trainSubset: 90 });
});
