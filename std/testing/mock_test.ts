import { assertEquals, assertThrows } from "@std/assert";
import { stub } from "@std/testing/mock";

class Counter {
  count = 0;
  add(step: number): number {
    return this.count += step;
  }
}

Deno.test("stub replaces a method of a class until it is restored", () => {
  const counter = new Counter();
  const add = stub(counter, "add");
  assertEquals(counter.add(3), undefined);
  assertEquals(counter.count, 0);
  add.restore();
  assertEquals(counter.add(1), 1);
  assertEquals(Object.hasOwn(counter, "add"), false);
});

Deno.test("stub records arguments, results and errors", () => {
  const counter = new Counter();
  const original = counter.add;
  using add = stub(counter, "add", (step) => {
    if (step < 0) throw new RangeError("negative");
    return 7;
  });
  assertEquals(counter.add(3), 7);
  assertThrows(() => counter.add(-1), RangeError);
  assertEquals(add.calls.map(({ args }) => args), [[3], [-1]]);
  assertEquals(add.calls[0].returned, 7);
  assertEquals(add.calls[1].error?.message, "negative");
  assertEquals(add.original, original);
});

Deno.test("stub puts an object's own method back at the end of its block", () => {
  const counter = { add: (step: number) => step };
  const original = counter.add;
  {
    using _add = stub(counter, "add", () => 7);
    assertEquals(counter.add(3), 7);
  }
  assertEquals(counter.add, original);
});
