import { assertEquals, assertThrows } from "@std/assert";
import { windowShape } from "@descent/core";

Deno.test("Output extents are floor((H + padding - kernel) / stride) + 1", () => {
  assertEquals(windowShape("Test", [5, 7], { kernel: 3 }).output, [3, 5]);
  assertEquals(windowShape("Test", [6, 5], { kernel: 3, stride: 2, padding: 1 }).output, [3, 3]);
  assertEquals(windowShape("Test", [9, 11], { kernel: 2, stride: 3 }).output, [3, 4]);
  assertEquals(windowShape("Test", [4, 4], { kernel: 4 }).output, [1, 1]);
});

Deno.test("Numbers, pairs and four sides of padding", () => {
  const padding = (padding: 1 | [1, 2] | [1, 2, 3, 4]) =>
    windowShape("Test", [8, 8], { kernel: 3, padding }).padding;
  assertEquals(padding(1), [1, 1, 1, 1]);
  assertEquals(padding([1, 2]), [1, 1, 2, 2]);
  assertEquals(padding([1, 2, 3, 4]), [1, 2, 3, 4]);
});

Deno.test("Same padding gives ceil(H / stride) windows, the odd zero at the end", () => {
  for (const kernel of [1, 2, 3, 4, 7]) {
    for (const stride of [1, 2, 3]) {
      for (const extent of [1, 2, 5, 6, 28]) {
        const { output, padding } = windowShape("Test", [extent, 9], {
          kernel: [kernel, 1],
          stride,
          padding: "same",
        });
        assertEquals(output[0], Math.ceil(extent / stride));
        assertEquals(padding[1] - padding[0] === 0 || padding[1] - padding[0] === 1, true);
      }
    }
  }
  assertEquals(windowShape("Test", [6, 6], { kernel: 4, padding: "same" }).padding, [1, 2, 1, 2]);
});

Deno.test("Windows that do not fit and options out of range are refused", () => {
  assertThrows(() => windowShape("Test", [3, 9], { kernel: 4 }), TypeError, "got [3, 9]");
  assertThrows(() => windowShape("Test", [3, 9], { kernel: [1, 1.5] }), RangeError, "got [1, 1.5]");
  assertThrows(() => windowShape("Test", [3, 9], { kernel: 1, stride: 0 }), RangeError, "stride");
  assertThrows(
    () => windowShape("Test", [3, 9], { kernel: 1, padding: NaN }),
    RangeError,
    "padding",
  );
});

Deno.test("A dilated window covers more of the image, also for same padding", () => {
  assertEquals(windowShape("Test", [7, 9], { kernel: 3, dilation: [2, 1] }).output, [3, 7]);
  const same = windowShape("Test", [7, 9], { kernel: 3, dilation: 2, padding: "same" });
  assertEquals([same.output, same.padding], [[7, 9], [2, 2, 2, 2]]);
  const large = () => windowShape("Test", [4, 9], { kernel: 3, dilation: 2 });
  assertThrows(large, TypeError, "at least 5 rows and 5 columns");
  const none = () => windowShape("Test", [4, 9], { kernel: 3, dilation: 0 });
  assertThrows(none, RangeError, "expected dilation");
});
