import { assertEquals, assertRejects, assertStrictEquals, assertThrows } from "@std/assert";
import { classCount, loadImages } from "./image_data.ts";

const counts = { trainCount: 12, validationCount: 6, testCount: 6 };

Deno.test("loadImages loads the same images once, and other counts apart", async () => {
  const first = loadImages({ dataset: "digits", ...counts }, {});
  assertStrictEquals(loadImages({ dataset: "digits", ...counts }, {}), first);
  const other = await loadImages({ dataset: "digits", ...counts, trainCount: 13 }, {});
  assertEquals([(await first).train.count, other.train.count], [12, 13]);
});

Deno.test("loadImages tries again what could not be loaded", async () => {
  const load = () => loadImages({ dataset: "digits", ...counts, trainCount: 0 }, {});
  await assertRejects(load, RangeError, "expected trainCount");
  await assertRejects(load, RangeError, "expected trainCount");
});

Deno.test("classCount refuses targets that are values", () => {
  assertThrows(
    () => classCount({ name: "wine", classNames: null }),
    TypeError,
    "'wine': expected classes",
  );
});
