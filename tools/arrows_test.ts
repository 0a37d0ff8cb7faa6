import { assertEquals } from "@std/assert";
import { arrowTableProblems } from "./arrows.ts";

const arrows = { core: [], layers: ["core"] };

Deno.test("arrowTableProblems is content where table and workspace agree", () => {
  assertEquals(arrowTableProblems(["./core", "./layers"], arrows), []);
});

Deno.test("arrowTableProblems names what only one of them has", () => {
  assertEquals(arrowTableProblems(["./core", "./layers", "./optim"], arrows), [
    "tools/arrows.ts: no row for the member optim",
  ]);
  assertEquals(arrowTableProblems(["./layers"], arrows), [
    "tools/arrows.ts: core is no member of the workspace",
  ]);
});

Deno.test("arrowTableProblems names members in a circle, also through others", () => {
  const circle = { core: [], layers: ["core", "optim"], optim: ["reports"], reports: ["layers"] };
  assertEquals(arrowTableProblems(Object.keys(circle), circle), [
    "tools/arrows.ts: the arrows of layers lead back to it",
    "tools/arrows.ts: the arrows of optim lead back to it",
    "tools/arrows.ts: the arrows of reports lead back to it",
  ]);
});
