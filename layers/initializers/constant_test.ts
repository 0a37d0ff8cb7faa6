import { randomStream } from "@descent/core";
import { assertEquals } from "@std/assert";
import { constant, zeros } from "./constant.ts";

Deno.test("constant and zeros fill every value and draw nothing", () => {
  const random = randomStream({ seed: 1 }), fans = { fanIn: 3, fanOut: 2 };
  const values = new Float32Array(5).fill(9);
  constant({ value: 0 })(values, fans, random);
  assertEquals([...values], [0, 0, 0, 0, 0]);
  constant({ value: -1.5 })(values, fans, random);
  assertEquals([...values], [-1.5, -1.5, -1.5, -1.5, -1.5]);
  zeros()(values, fans, random);
  assertEquals([...values], [0, 0, 0, 0, 0]);
  assertEquals(random.position, 0);
});
