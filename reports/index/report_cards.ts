import { readSummary } from "../page/page_summary.ts";
import { isTemporaryName } from "../record/_temporary_name.ts";
import type { LinkCard } from "../sections/links.ts";

/**
 * The reports that lie below a folder, for {@linkcode indexPage}.
 *
 * @category Pages
 * @param folder The folder of all reports, such as `reports/out`; one that does not exist holds none.
 * @param order Names of reports' folders, first to last; others follow by name.
 * @returns A card for each folder with a report, with the title, question, headline and picture of its report, and a link
 * to its profile where there is one. A page that is
 * damaged gets a card that says so.
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
  const cards = await Promise.all(
    [...known, ...others].map((name) => readCard(folder, name, known.includes(name))),
  );
  return cards.filter((card) => card !== undefined);
}

async function readCard(
  folder: string,
  name: string,
  isKnown: boolean,
): Promise<LinkCard | undefined> {
  const href = `${name}/index.html`;
  const damaged = {
    href,
    title: name,
    question: "",
    headline: "This page is damaged: carry out the experiment again.",
  };
  try {
    const text = await Deno.readTextFile(`${folder}/${href}`);
    const summary = readSummary(text);
    // A folder may hold somebody else's page, of which nothing is known.
    if (summary === undefined) return isKnown ? damaged : undefined;
    if (!text.trimEnd().endsWith("</html>")) return damaged;
    const profile = `${name}/profile/index.html`;
    const also = await isFile(`${folder}/${profile}`)
      ? { also: [{ href: profile, title: "Profile of a step" }] }
      : {};
    return { href, ...summary, ...also };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    if (error instanceof SyntaxError || error instanceof Deno.errors.IsADirectory) return damaged;
    throw error;
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

async function foldersIn(folder: string): Promise<string[]> {
  try {
    const entries = await Array.fromAsync(Deno.readDir(folder));
    return entries.filter(({ name, isDirectory }) => isDirectory && !isTemporaryName(name)).map((
      { name },
    ) => name);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}
