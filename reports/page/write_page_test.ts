import { assertEquals, assertRejects } from "@std/assert";
import { mayWriteFiles, withTemporaryFolder } from "../testing/temporary_folder.ts";
import { writePage } from "./write_page.ts";

const PAGE = { kicker: "", title: "Page", headline: "", sections: [] };
const ignore = !mayWriteFiles("writePage");

function names(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map((entry) => entry.name).sort();
}

Deno.test({
  name: "writePage writes the page and the files beside it, and replaces older ones",
  ignore,
  fn: () =>
    withTemporaryFolder(async (root) => {
      const folder = `${root}/out/compare`;
      await writePage(folder, PAGE, { "trials.csv": "old" });
      assertEquals(await writePage(folder, PAGE, { "trials.csv": "λ" }), `${folder}/index.html`);
      assertEquals(names(folder), ["index.html", "trials.csv"]);
      assertEquals(await Deno.readTextFile(`${folder}/trials.csv`), "λ");
    }),
});

Deno.test({
  name: "writePage leaves no page and no temporary file when a file beside it cannot be written",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      await Deno.mkdir(`${folder}/trials.csv/taken`, { recursive: true });
      await assertRejects(() => writePage(folder, PAGE, { "trials.csv": "seed" }));
      assertEquals(names(folder), ["trials.csv"]);
    }),
});

Deno.test({
  name: "writePage writes further pages beside the first, which are no data",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const parent = { href: "index.html", title: "All <of> it" };
      const path = await writePage(folder, PAGE, { "trials.csv": "λ" }, {
        part: { ...PAGE, title: "Part", parent },
      });
      assertEquals(names(folder), ["index.html", "part.html", "trials.csv"]);
      assertEquals((await Deno.readTextFile(path)).includes("part.html"), false);
      const part = await Deno.readTextFile(`${folder}/part.html`);
      assertEquals(part.includes('<a href="index.html">← All &lt;of&gt; it</a>'), true);
      assertEquals(part.includes("trials.csv"), false);
    }),
});
