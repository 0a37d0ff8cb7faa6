import { assert, assertEquals } from "@std/assert";
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
      const picture = {
        title: "Loss",
        format: "number" as const,
        rows: [{ name: "sgd", title: "SGD", values: [1, 3], mean: 2, confidence: null }],
      };
      const page = { kicker: "", title: "ant", headline: "ant.", sections: [] };
      await writePage(`${folder}/ant/profile`, page);
      await writePage(`${folder}/zebra`, { ...page, picture });
      const [, , ant, zebra] = await reportCards(folder, ["compare", "depth"]);
      assertEquals(ant.also, [{ href: "ant/profile/index.html", title: "Profile of a step" }]);
      assertEquals(zebra.picture, picture);
      assertEquals(await reportCards(`${folder}/nowhere`), []);
    }),
});

Deno.test({
  name: "reportCards says of a damaged page that it is damaged, and lists the others",
  ignore: !mayWriteFiles("reportCards"),
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const names = ["compare", "cut", "depth", "empty", "list", "syntax"];
      for (const name of names) {
        const page = { kicker: "", title: `The ${name}`, headline: `${name}.`, sections: [] };
        await writePage(`${folder}/${name}`, page);
      }
      const page = (name: string) => `${folder}/${name}/index.html`;
      const whole = await Deno.readTextFile(page("cut"));
      const summary = '{"title":"The cut","question":"","headline":"cut."}';
      assert(whole.includes(summary));
      await Deno.writeTextFile(page("cut"), whole.slice(0, -50));
      await Deno.writeTextFile(page("empty"), "");
      await Deno.writeTextFile(page("list"), whole.replace(summary, "[]"));
      await Deno.writeTextFile(page("syntax"), whole.replace(summary, summary.slice(1)));
      await Deno.mkdir(`${folder}/folder/index.html`, { recursive: true });
      await Deno.mkdir(`${folder}/depth.new.${crypto.randomUUID()}.tmp`);
      const cards = await reportCards(folder, ["compare", "depth", "empty"]);
      const damaged = cards.filter(({ headline }) => headline.startsWith("This page is damaged"));
      assertEquals(damaged.map(({ title }) => title), ["empty", "cut", "folder", "list", "syntax"]);
      const others = cards.filter((card) => !damaged.includes(card));
      assertEquals(others.map(({ title }) => title), ["The compare", "The depth"]);
    }),
});
