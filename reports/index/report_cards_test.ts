import { assertEquals } from "@std/assert";
import { writePage } from "../page/write_page.ts";
import { mayWriteFiles, withTemporaryFolder } from "../testing/temporary_folder.ts";
import { reportCards } from "./report_cards.ts";

Deno.test({
  name: "reportCards lists the reports that are there, the known ones first",
  ignore: !mayWriteFiles("reportCards"),
  fn: () =>
    withTemporaryFolder(async (folder) => {
      for (const name of ["zebra", "ant", "depth", "compare"]) {
        const page = { kicker: "", title: name, question: `${name}?`, headline: `${name}.` };
        await writePage(`${folder}/${name}`, { ...page, sections: [] });
      }
      await Deno.mkdir(`${folder}/empty`);
      await Deno.mkdir(`${folder}/foreign`);
      await Deno.writeTextFile(`${folder}/foreign/index.html`, "<!doctype html>");
      await Deno.writeTextFile(`${folder}/index.html`, "<!doctype html>");
      const cards = await reportCards(folder, ["compare", "missing", "depth"]);
      assertEquals(cards.map(({ title }) => title), ["compare", "depth", "ant", "zebra"]);
      assertEquals(cards[1], {
        href: "depth/index.html",
        title: "depth",
        question: "depth?",
        headline: "depth.",
      });
      assertEquals(await reportCards(`${folder}/nowhere`), []);
    }),
});
