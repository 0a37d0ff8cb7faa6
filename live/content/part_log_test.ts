import { assertEquals } from "@std/assert";
import { partLog } from "./part_log.ts";

const part = (name: string, html = "", figures = {}) => ({ name, html, figures });
const names = (parts: readonly { readonly name: string }[] = []) => parts.map(({ name }) => name);

Deno.test("partLog tells a page what is new since the state that it knows", () => {
  const log = partLog();
  assertEquals([log.version, log.since(0)], [0, null]);
  log.replace([part("finding"), part("a"), part("b")]);
  log.replace([part("finding"), part("a", "grown"), part("b")]);
  log.replace([
    part("finding"),
    part("a", "grown"),
    part("b", "", { 0: { data: [], layout: {} } }),
  ]);
  assertEquals(names(log.since(0)?.parts), ["finding", "a", "b"]);
  assertEquals(names(log.since(1)?.parts), ["a", "b"]);
  assertEquals(names(log.since(2)?.parts), ["b"]);
  assertEquals([log.since(3), log.since(9)], [null, null]);
  assertEquals(log.since(0)?.names, ["a", "b"]);
});

Deno.test("partLog changes nothing where nothing is other", () => {
  const log = partLog();
  log.replace([part("a")]);
  assertEquals([log.replace([part("a")]), log.version], [null, 1]);
});

Deno.test("partLog tells of parts that are gone, new, or in another place", () => {
  const log = partLog();
  log.replace([part("a"), part("b")]);
  assertEquals(log.replace([part("b"), part("a")]), { version: 2, names: ["b", "a"], parts: [] });
  assertEquals(log.replace([part("a")]), { version: 3, names: ["a"], parts: [] });
  assertEquals(names(log.replace([part("a"), part("b")])?.parts), ["b"]);
});
