import type { FileContent } from "../record/_write_synced.ts";
import type { Page } from "./page.ts";
import { renderPage } from "./render_page.ts";
import { replaceFolder } from "./replace_folder.ts";

export type { FileContent };

/**
 * Writes a report: `index.html` and the files beside it, which it links. They change as one, so that nobody finds half
 * of it.
 *
 * @category Pages
 * @param folder Where to, such as `reports/out/compare`; made when missing.
 * @param page The report's texts and sections.
 * @param files Contents of the files beside the page by name: `{ "trials.csv": … }`; texts, bytes, or texts in parts,
 * which are made while they are written and so need not fit into memory.
 * @param pages Further pages by name, to which the first one leads: `{ spirals: … }` is `spirals.html`. None of them is data.
 * @returns The path of the page.
 * @throws {Error} The error of the file system; then the former report is still there.
 *
 * @example A report of one page and one file
 * ```ts
 * import { writePage } from "@descent/reports";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * const page = { kicker: "example", title: "Example", headline: "It worked.", sections: [] };
 * const path = await writePage(folder, page, { "trials.csv": "seed\r\n1\r\n" });
 * assertStringIncludes(await Deno.readTextFile(path), 'href="trials.csv"');
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function writePage(
  folder: string,
  page: Page,
  files: Readonly<Record<string, FileContent>> = {},
  pages: Readonly<Record<string, Page>> = {},
): Promise<string> {
  const data = Object.keys(files);
  await replaceFolder(folder, {
    ...files,
    ...Object.fromEntries(
      Object.entries(pages).map(([name, each]) => [`${name}.html`, () => renderPage(each)]),
    ),
    // It says how long the data are.
    "index.html": (beside) => renderPage(page, beside.filter(({ name }) => data.includes(name))),
  });
  return `${folder}/index.html`;
}
