import { assertEquals, AssertionError, assertThrows } from "@std/assert";
import { assertSpyCalls, spy, stub } from "@std/testing/mock";

Deno.test("spy records arguments, results and errors of a function", () => {
  const double = spy((value: number) => {
    if (value < 0) throw new RangeError("negative");
    return 2 * value;
  });
  assertEquals(double(4), 8);
  assertThrows(() => double(-1), RangeError);
  assertSpyCalls(double, 2);
  assertEquals(double.calls[0].args, [4]);
  assertEquals(double.calls[0].returned, 8);
  assertEquals(double.calls[1].error?.message, "negative");
  assertThrows(() => assertSpyCalls(double, 1), AssertionError);
});

class Counter {
  count = 0;
  add(step: number): number {
    return this.count += step;
  }
}

Deno.test("spy on a method lets it work and puts it back", () => {
  const counter = new Counter();
  {
    using add = spy(counter, "add");
    assertEquals(counter.add(3), 3);
    assertEquals(add.calls[0].self, counter);
  }
  assertEquals(counter.add(1), 4);
  assertEquals(counter.add, Counter.prototype.add);
});

Deno.test("stub replaces a method and puts it back", () => {
  const counter = { add: (step: number) => step };
  const original = counter.add;
  {
    using add = stub(counter, "add", () => 7);
    assertEquals(counter.add(3), 7);
    assertSpyCalls(add, 1);
  }
  assertEquals(counter.add, original);
  using _silent = stub(counter, "add");
  assertEquals(counter.add(3), undefined);
});
