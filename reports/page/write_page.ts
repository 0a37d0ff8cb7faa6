import { writeAtomically } from "../record/write_atomically.ts";
import type { Page } from "./page.ts";
import { renderPage } from "./render_page.ts";

/**
 * Writes a report: `index.html` and the files beside it, which it links. The page is written last, so
 * that it never links a file that is not there.
 *
 * @param folder Where to, such as `reports/out/compare`; made when missing.
 * @param page The report's texts and sections.
 * @param files Contents of the files beside the page by name: `{ "trials.csv": … }`.
 * @returns The path of the page.
 * @throws {Error} The error of the file system; then no file is left half written.
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
  files: Readonly<Record<string, string>> = {},
): Promise<string> {
  const beside = Object.entries(files).map(([name, text]) => ({
    name,
    content: new TextEncoder().encode(text),
  }));
  const document = await renderPage(
    page,
    beside.map(({ name, content }) => ({ name, bytes: content.length })),
  );
  await Deno.mkdir(folder, { recursive: true });
  for (const { name, content } of beside) await writeAtomically(`${folder}/${name}`, content);
  const path = `${folder}/index.html`;
  await writeAtomically(path, document);
  return path;
}
