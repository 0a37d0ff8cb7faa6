import { CATEGORIES } from "./categories.ts";
import type { DocumentedSymbol } from "./documented_symbols.ts";
import { escapeHtml, type GuidePage, guidePage } from "./guide_page.ts";
import { pageAround } from "./page_around.ts";

/** A module that a member exports. */
export interface SiteModule {
  /** Such as `@descent/core/testing`. */
  readonly name: string;
  /** The file that it is, from the root of the repository. */
  readonly entry: string;
  /** The first line of its documentation. */
  readonly about: string;
}

/** Options of {@linkcode sitePages}. */
export interface SitePagesOptions {
  /** Files of the repository by their paths, as far as pages may show them. */
  readonly files: ReadonlyMap<string, string>;
  /** Guides in the order of the menu. */
  readonly guides: readonly string[];
  readonly modules: readonly SiteModule[];
  readonly symbols: readonly DocumentedSymbol[];
}

/** The site but for the pages of single symbols, which `deno doc` writes. */
export interface SitePages {
  /** HTML by address. */
  readonly pages: ReadonlyMap<string, string>;
  /** Files of the repository that pages show as they are, such as pictures, by address. */
  readonly copies: ReadonlyMap<string, string>;
  /** Places in guides for the search of the site. */
  readonly found: readonly {
    readonly title: string;
    readonly page: string;
    readonly address: string;
    readonly text: string;
  }[];
}

/** Guides, every file of the repository that they link to, and a page of the symbols of each module by categories. */
export function sitePages({ files, guides, modules, symbols }: SitePagesOptions): SitePages {
  const written = new Map<string, GuidePage>(), copies = new Map<string, string>();
  const addresses = symbolAddresses(symbols);
  const wanted = [...guides];
  for (let path = wanted.shift(); path !== undefined; path = wanted.shift()) {
    if (written.has(path)) continue;
    const resolve = (href: string): string => {
      if (/^([a-z]+:|#)/.test(href)) return href;
      const { pathname, hash } = new URL(href, `file:///${path}`);
      const target = pathname.slice(1);
      // A file that is not there keeps its link, which the check of links then names.
      if (!files.has(target)) return href;
      if (/\.(png|svg)$/.test(target)) copies.set(target.replaceAll("/", "-"), target);
      else wanted.push(target);
      return `${addressOf(target)}${hash}`;
    };
    const text = files.get(path) ?? "";
    written.set(
      path,
      path.endsWith(".md")
        ? guidePage(text, { resolve, symbol: (name) => addresses.get(name) })
        : sourcePage(path, text),
    );
  }
  const menu = [
    { title: "Guides", items: guides.map((path) => itemOf(path, written.get(path)!.title)) },
    {
      title: "Reference",
      items: modules.map(({ name }) => ({ address: moduleAddress(name), title: name })),
    },
  ];
  const pages = new Map<string, string>();
  const add = (address: string, title: string, body: string) =>
    pages.set(address, pageAround({ title, body, menu, address }));
  for (const [path, { title, body }] of written) add(addressOf(path), `${title} · Descent`, body);
  for (const each of modules) {
    add(moduleAddress(each.name), `${each.name} · Descent`, modulePage(each, symbols));
  }
  add(
    "index.html",
    "Descent",
    startPage(guides.map((path) => ({ path, guide: written.get(path)! })), modules),
  );
  const found = [...written].flatMap(([path, { title, sections }]) =>
    sections.map((section) => ({
      title: section.title,
      page: `Guide: ${title}`,
      address: `${addressOf(path)}${section.id === "" ? "" : `#${section.id}`}`,
      text: section.text,
    }))
  );
  return { pages, copies, found };
}

/** Guides stand at the top of the site under their names; other files keep their paths in theirs. */
function addressOf(path: string): string {
  const guide = /^(?:docs\/)?([\w-]+)\.md$/.exec(path);
  if (guide !== null) return `${guide[1].toLowerCase()}.html`;
  return /\.(png|svg)$/.test(path)
    ? path.replaceAll("/", "-")
    : `file-${path.replaceAll("/", "-")}.html`;
}

function itemOf(path: string, title: string): { address: string; title: string } {
  return { address: addressOf(path), title };
}

function moduleAddress(name: string): string {
  return `module-${name.replace("@descent/", "").replaceAll("/", "-")}.html`;
}

/** The page that `deno doc` writes for a symbol. */
function symbolAddress({ entry, name }: DocumentedSymbol): string {
  return `api/${entry}/~/${name}.html`;
}

/** Pages by name; of a name that several modules export the page of the first one. */
function symbolAddresses(symbols: readonly DocumentedSymbol[]): ReadonlyMap<string, string> {
  const addresses = new Map<string, string>();
  for (const each of symbols) {
    if (!addresses.has(each.name)) addresses.set(each.name, symbolAddress(each));
  }
  return addresses;
}

function sourcePage(path: string, text: string): GuidePage {
  const body = `<h1>${escapeHtml(path)}</h1><pre><code>${escapeHtml(text)}</code></pre>`;
  return { title: path, body, sections: [{ title: path, id: "", text: "" }] };
}

/** The symbols of a module by their categories. */
function modulePage(
  { name, entry, about }: SiteModule,
  symbols: readonly DocumentedSymbol[],
): string {
  const own = Map.groupBy(
    symbols.filter((symbol) => symbol.entry === entry),
    ({ category }) => category ?? "",
  );
  const groups = (CATEGORIES[entry.split("/")[0]] ?? []).flatMap((category) => {
    const members = own.get(category);
    if (members === undefined) return [];
    const rows = members.toSorted((a, b) => a.name.localeCompare(b.name, "en")).map((symbol) =>
      row(
        symbolAddress(symbol),
        `<code>${symbol.name}</code>`,
        symbol.about.replaceAll(/\{@link\w* ([^}]*)\}/g, "$1"),
      )
    );
    return [`<h2>${escapeHtml(category)}</h2>${table(rows)}`];
  });
  return `<h1>${escapeHtml(name)}</h1><p>${escapeHtml(about)}</p>${groups.join("\n")}`;
}

function startPage(
  guides: readonly { readonly path: string; readonly guide: GuidePage }[],
  modules: readonly SiteModule[],
): string {
  const start = guides.map(({ path, guide: { title, sections } }) => {
    const about = sections.filter(({ id }) => id !== "").slice(0, 4).map(({ title }) => title);
    return row(addressOf(path), escapeHtml(title), about.join(", "));
  });
  const reference = modules.map(({ name, about }) =>
    row(moduleAddress(name), `<code>${escapeHtml(name)}</code>`, about)
  );
  return `<h1>Descent</h1>
<p>A laboratory for training neural networks from scratch in TypeScript, and for finding out which optimizer to use and why.</p>
<h2 id="guides">Guides</h2>${table(start)}
<h2 id="reference">Reference</h2>${table(reference)}`;
}

function row(address: string, titleHtml: string, about: string): string {
  const code = escapeHtml(about).replaceAll(/`([^`]*)`/g, "<code>$1</code>");
  return `<tr><td><a href="${address}">${titleHtml}</a></td><td>${code}</td></tr>`;
}

function table(rows: readonly string[]): string {
  return `<div class="table"><table>${rows.join("\n")}</table></div>`;
}
