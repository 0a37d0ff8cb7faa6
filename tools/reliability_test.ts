import { assert, assertEquals } from "@std/assert";
import { readAttackTables, reliabilityText } from "./reliability.ts";

const ROOT = `${import.meta.dirname}/..`;

Deno.test("reliabilityText lists every table by title, its rows with their numbers, and the sum", () => {
  const text = reliabilityText([
    { title: "Plugins", wanted: "all is well", rows: { loop: { what: "Loops", times: 1200 } } },
    {
      title: "Files",
      wanted: `${"nothing is lost ".repeat(8)}at all`,
      rows: { cut: { what: "Cut off", times: 5 }, flip: { what: "A bit", times: 40 } },
    },
  ]);
  const sections = text.split("\n## ").slice(1);
  assertEquals(sections.map((section) => section.split("\n")[0]), ["Files", "Plugins"]);
  assert(sections[0].endsWith(`
| Attack  | Times |
| ------- | ----- |
| Cut off | 5     |
| A bit   | 40    |
`));
  assert(text.split("\n").every((line) => line.length <= 100));
  assert(text.endsWith("\nAttacks in all: 1,245.\n"));
});

Deno.test("The tables of the repository are whole, and the committed page is what they say", async () => {
  const tables = await readAttackTables(ROOT);
  assert(tables.length >= 2);
  for (const { title, wanted, rows } of tables) {
    assert(title.length > 0 && wanted.length > 0 && !wanted.endsWith("."));
    for (const { what, times } of Object.values(rows)) {
      assert(what.length > 0 && !what.includes("|") && Number.isSafeInteger(times) && times > 0);
    }
  }
  assertEquals(new Set(tables.map(({ title }) => title)).size, tables.length);
  const committed = await Deno.readTextFile(`${ROOT}/docs/reliability.md`);
  assertEquals(committed, reliabilityText(tables));
});
