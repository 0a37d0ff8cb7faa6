/**
 * Builds the documentation as one site that needs no network: `deno task docs` writes it into `site/`.
 *
 * Guides come from `docs/`, pages of symbols from `deno doc`; each module has a page of its symbols by the rooms that
 * they stand in. One search finds everything.
 */
import css from "temml/dist/Temml-Local.css" with { type: "text" };
import { entryPoints, type MemberConfig } from "../entry_points.ts";
import { readSourceFiles, type SourceFile } from "../source_file.ts";
import { escapeHtml, type GuidePage, guidePage } from "./guide_page.ts";
import { symbolGroups } from "./symbol_groups.ts";

const SITE = "site";

/** The guides in the order of the menu; the rest of `docs/` follows. */
const ORDER = [
  "first-experiment",
  "reading-a-report",
  "your-data",
  "your-layer",
  "your-optimizer",
  "your-problem",
  "saving",
  "gradient-check",
];

interface Guide extends GuidePage {
  readonly name: string;
}

/** Where a link of a guide leads in the site: guides are pages of it, other files of the repository stay out of it. */
function siteLink(href: string): string {
  const guide = /^(?:\.\/)?([\w-]+)\.md(#.*)?$/.exec(href);
  return guide === null ? href : `${guide[1]}.html${guide[2] ?? ""}`;
}

/** The guides of `docs/`. */
async function readGuides(): Promise<Guide[]> {
  const names = [...Deno.readDirSync("docs")].map(({ name }) => name)
    .filter((name) => name.endsWith(".md")).map((name) => name.replace(/\.md$/, "")).sort();
  names.sort((a, b) => rankOf(a) - rankOf(b));
  return await Promise.all(names.map(async (name) => ({
    name,
    ...guidePage(await Deno.readTextFile(`docs/${name}.md`), { resolve: siteLink }),
  })));
}

function rankOf(name: string): number {
  return ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length;
}

/** One page of the site around its content. */
function page(title: string, body: string, menu: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="temml.css">
<link rel="stylesheet" href="site.css">
<script src="api/darkmode_toggle.js"></script>
<script src="api/search_index.js" defer></script>
<script src="api/search.js" defer></script>
</head>
<body>
<header><a href="index.html">Descent</a>
<input id="searchbar" type="search" aria-label="Search">
<button id="theme-toggle" type="button" aria-label="Light or dark"><span>dark</span><span>light</span></button>
</header>
<div id="searchResults"></div>
<div id="content">
<nav>${menu}</nav>
<main>
${body}
</main>
</div>
</body>
</html>
`;
}

function menuOf(guides: readonly Guide[], members: readonly Member[], current: string): string {
  const item = (address: string, title: string) =>
    `<li><a href="${address}"${address === current ? ' aria-current="page"' : ""}>${
      escapeHtml(title)
    }</a></li>`;
  return `<h2>Guides</h2><ul>${
    guides.map(({ name, title }) => item(`${name}.html`, title)).join("")
  }</ul><h2>Reference</h2><ul>${
    members.map(({ name, address }) => item(address, name)).join("")
  }</ul>`;
}

interface Member {
  /** Such as `@descent/core/testing`. */
  readonly name: string;
  readonly address: string;
  /** The file that it is, from the root of the repository. */
  readonly entry: string;
  /** The first line of its module's documentation. */
  readonly about: string;
}

/** The packages, and the files that they export. */
async function readMembers(): Promise<{ readonly members: Member[]; readonly entries: string[] }> {
  const { workspace } = JSON.parse(await Deno.readTextFile("deno.json")) as { workspace: string[] };
  const members: Member[] = [], entries: string[] = [];
  for (const folder of workspace.map((each) => each.replace("./", ""))) {
    const config = JSON.parse(await Deno.readTextFile(`${folder}/deno.json`)) as MemberConfig;
    for (const path of entryPoints(folder, config)) {
      const about = /\/\*\*\s*\n \* (.*)/.exec(await Deno.readTextFile(path))?.[1] ?? "";
      const room = path.split("/").slice(0, -1).join("/");
      const name = path.endsWith("mod.ts") ? room : path.replace(/\.ts$/, "");
      members.push({
        name: `@descent/${name}`,
        address: `module-${name.replaceAll("/", "-")}.html`,
        entry: path,
        about,
      });
      entries.push(path);
    }
  }
  return { members, entries };
}

/** Has `deno doc` write the pages of all symbols; gives its index of them. */
async function writeReference(entries: readonly string[]): Promise<readonly SymbolEntry[]> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["doc", "--html", "--name=Descent", `--output=${SITE}/api`, ...entries],
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) throw new Error(`deno doc: ${new TextDecoder().decode(stderr)}`);
  const index = await Deno.readTextFile(`${SITE}/api/search_index.js`);
  const json = index.slice(index.indexOf("{", index.indexOf("=")), index.lastIndexOf("]}") + 2);
  return (JSON.parse(json) as { readonly nodes: readonly SymbolEntry[] }).nodes;
}

/** A symbol in the index of `deno doc`. */
interface SymbolEntry {
  readonly name: string;
  /** The module that exports it. */
  readonly file: string;
  readonly url: string;
  /** Its documentation without marks, paragraphs joined. */
  readonly doc: string;
}

/** A page of the symbols of a module by rooms. */
function modulePage(
  { name, entry, about }: Member,
  files: readonly SourceFile[],
  symbols: readonly SymbolEntry[],
): string {
  const own = new Map(
    symbols.filter(({ file }) => file === entry).map((each) => [each.name, each]),
  );
  const groups = symbolGroups(entry, files).map(({ category, names }) => {
    const rows = names.flatMap((name) => {
      const symbol = own.get(name);
      if (symbol === undefined) return [];
      const [sentence = ""] = /^.*?\.(?=\s|[A-Z]|$)/s.exec(symbol.doc) ?? [symbol.doc];
      return [
        `<tr><td><a href="api/${symbol.url.replace("./", "")}"><code>${name}</code></a></td><td>${
          escapeHtml(sentence)
        }</td></tr>`,
      ];
    });
    return `<h2>${escapeHtml(category)}</h2><div class="table"><table>${
      rows.join("\n")
    }</table></div>`;
  });
  return `<h1>${escapeHtml(name)}</h1><p>${escapeHtml(about)}</p>${groups.join("\n")}`;
}

if (import.meta.main) {
  await Deno.remove(SITE, { recursive: true }).catch(() => {});
  await Deno.mkdir(SITE);
  const guides = await readGuides();
  const { members, entries } = await readMembers();
  const symbols = await writeReference(entries);
  const here = import.meta.dirname!;
  await Deno.copyFile(`${here}/site.css`, `${SITE}/site.css`);
  await Deno.copyFile(`${here}/site_search.js`, `${SITE}/api/search.js`);
  for (const picture of ["compare.png", "lab.png", "lab-gallery.png"]) {
    await Deno.copyFile(`docs/${picture}`, `${SITE}/${picture}`);
  }
  await Deno.writeTextFile(`${SITE}/temml.css`, css);
  const found = guides.flatMap(({ name, title, sections }) =>
    sections.map((section) => ({
      title: section.title,
      page: `Guide: ${title}`,
      address: `${name}.html${section.id === "" ? "" : `#${section.id}`}`,
      text: section.text,
    }))
  );
  const index = `${SITE}/api/search_index.js`;
  await Deno.writeTextFile(
    index,
    `${await Deno.readTextFile(index)}\nwindow.DESCENT_GUIDES = ${JSON.stringify(found)};\n`,
  );
  // The start of the reference has nothing to say that the start of the site does not.
  await Deno.writeTextFile(
    `${SITE}/api/index.html`,
    '<!DOCTYPE html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=../index.html"><a href="../index.html">Descent</a>\n',
  );
  for (const { name, title, body } of guides) {
    const menu = menuOf(guides, members, `${name}.html`);
    await Deno.writeTextFile(`${SITE}/${name}.html`, page(`${title} · Descent`, body, menu));
  }
  const files = await readSourceFiles(".");
  for (const member of members) {
    const menu = menuOf(guides, members, member.address);
    const body = modulePage(member, files, symbols);
    await Deno.writeTextFile(
      `${SITE}/${member.address}`,
      page(`${member.name} · Descent`, body, menu),
    );
  }
  const links = members.map(({ name, address, about }) =>
    `<tr><td><a href="${address}"><code>${name}</code></a></td><td>${escapeHtml(about)}</td></tr>`
  );
  const start = guides.map(({ name, title, sections }) =>
    `<tr><td><a href="${name}.html">${escapeHtml(title)}</a></td><td>${
      escapeHtml(
        sections.filter(({ id }) => id !== "").slice(0, 4).map(({ title }) => title).join(", "),
      )
    }</td></tr>`
  );
  const body = `<h1>Descent</h1>
<p>A laboratory for training neural networks from scratch in TypeScript, and for finding out which optimizer to use and why.</p>
<h2 id="guides">Guides</h2><div class="table"><table>${start.join("\n")}</table></div>
<h2 id="reference">Reference</h2><div class="table"><table>${links.join("\n")}</table></div>`;
  await Deno.writeTextFile(
    `${SITE}/index.html`,
    page("Descent", body, menuOf(guides, members, "index.html")),
  );
  console.log(`Wrote ${SITE}/index.html: ${guides.length} guides, ${members.length} modules`);
}
