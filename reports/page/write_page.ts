import type { Download, Page } from "./page.ts";
import { renderPage } from "./render_page.ts";
import { replaceFolder } from "./replace_folder.ts";

/**
 * Writes a report: `index.html` and the files beside it, which it links. They change as one, so that nobody finds half
 * of it.
 *
 * @param folder Where to, such as `reports/out/compare`; made when missing.
 * @param page The report's texts and sections.
 * @param files Contents of the files beside the page by name, texts or bytes: `{ "trials.csv": … }`.
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
  files: Readonly<Record<string, string | Uint8Array>> = {},
  pages: Readonly<Record<string, Page>> = {},
): Promise<string> {
  const encoder = new TextEncoder();
  const encode = (content: string | Uint8Array): Uint8Array =>
    typeof content === "string" ? encoder.encode(content) : content;
  const beside = Object.entries(files).map(([name, content]) => [name, encode(content)] as const);
  const documents: (readonly [name: string, bytes: Uint8Array])[] = [];
  const render = async (name: string, page: Page, downloads?: readonly Download[]) =>
    documents.push([`${name}.html`, encode(await renderPage(page, downloads))]);
  for (const [name, each] of Object.entries(pages)) await render(name, each);
  await render("index", page, beside.map(([name, { length }]) => ({ name, bytes: length })));
  await replaceFolder(folder, Object.fromEntries([...beside, ...documents]));
  return `${folder}/index.html`;
}
