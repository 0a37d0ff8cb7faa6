import { readSummary } from "../page/page_summary.ts";
import type { LinkCard } from "../sections/links.ts";

/**
 * The reports that lie below a folder, for {@linkcode indexPage}.
 *
 * @param folder The folder of all reports, such as `reports/out`; one that does not exist holds none.
 * @param order Names of reports' folders, first to last; others follow by name.
 * @returns A card for each folder with a report, with the title, question and headline of its report.
 * @throws {Error} The error of the file system.
 *
 * @example
 * ```ts
 * import { reportCards, writePage } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * const page = { kicker: "depth", title: "Depth", headline: "It is.", sections: [] };
 * await writePage(`${folder}/depth`, page);
 * const [{ href, headline }] = await reportCards(folder);
 * assertEquals([href, headline], ["depth/index.html", "It is."]);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function reportCards(
  folder: string,
  order: readonly string[] = [],
): Promise<LinkCard[]> {
  const names = await foldersIn(folder);
  const known = order.filter((name) => names.includes(name));
  const others = names.filter((name) => !order.includes(name)).sort();
  const cards = await Promise.all([...known, ...others].map((name) => readCard(folder, name)));
  return cards.filter((card) => card !== undefined);
}

async function readCard(folder: string, name: string): Promise<LinkCard | undefined> {
  const href = `${name}/index.html`;
  try {
    const summary = readSummary(await Deno.readTextFile(`${folder}/${href}`));
    return summary && { href, ...summary };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

async function foldersIn(folder: string): Promise<string[]> {
  try {
    const entries = await Array.fromAsync(Deno.readDir(folder));
    return entries.filter(({ isDirectory }) => isDirectory).map(({ name }) => name);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}
