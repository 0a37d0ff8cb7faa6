import { assertEquals, assertThrows } from "@std/assert";
import { classLabels } from "./class_labels.ts";

Deno.test("classes are those of both parts, and names begin at the number that is said", () => {
  const { test, classNames } = classLabels({ path: "a", train: [-1, 4], test: [7, 4] });
  assertEquals([[...test], classNames], [[2, 1], ["-1", "4", "7"]]);
  const letters = classLabels({ path: "a", train: [2, 1], names: ["A", "B"], first: 1 });
  assertEquals([[...letters.train], letters.classNames], [[1, 0], ["A", "B"]]);
});

Deno.test("labels that are no classes are refused", () => {
  const make = (train: number[], names?: string[]) => () =>
    classLabels({ path: "a", train, ...(names && { names, first: 1 }) });
  assertThrows(make([0, 0.5]), SyntaxError, "expected whole numbers as labels, got 0.5 for item 1");
  assertThrows(
    make([1, 3], ["A", "B"]),
    SyntaxError,
    "expected labels from 1 to 2, got 3 for item 1",
  );
  assertThrows(make(Array.from({ length: 10_001 }, (_, n) => n)), SyntaxError, "give classes");
});
