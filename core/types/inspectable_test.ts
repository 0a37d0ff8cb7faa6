import { assertEquals } from "@std/assert";
import { inspect } from "node:util";
import { inspectable } from "./inspectable.ts";

class Box {
  readonly content: number;

  constructor(content: number) {
    this.content = content;
  }
}

inspectable(Box.prototype, ({ content }) => `a box of ${content}`);

Deno.test("inspectable gives the text to Deno and to Node, for every object of a prototype", () => {
  const boxes = [new Box(1), new Box(2)];
  assertEquals(Deno.inspect(boxes), "[ a box of 1, a box of 2 ]");
  assertEquals(inspect(boxes[1]), "a box of 2");
  assertEquals(Object.keys(boxes[0]), ["content"]);
  const frozen = Object.freeze({ a: 1 });
  assertEquals(Deno.inspect(inspectable(frozen, () => "text")), "{ a: 1 }");
});
