import { entryPoints, type MemberConfig } from "../entry_points.ts";
import { type DocJson, documentedSymbols } from "./documented_symbols.ts";
import type { SiteModule, SitePagesOptions } from "./site_pages.ts";

/** The guides in the order of the menu; the rest of `docs/` and the files at the root follow. */
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
const ROOT = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"];

/** Reads all that the site is made of, from the root of the repository; `doc` is what `deno doc --json` gives. */
export async function siteSources(doc: DocJson): Promise<SitePagesOptions> {
  const files = new Map<string, string>();
  const read = async (path: string) => files.set(path, await Deno.readTextFile(path));
  const rest = [...Deno.readDirSync("docs")].map(({ name }) => name)
    .filter((name) => name.endsWith(".md")).map((name) => name.replace(/\.md$/, ""))
    .filter((name) => !ORDER.includes(name)).sort();
  const guides = [...[...ORDER, ...rest].map((name) => `docs/${name}.md`), ...ROOT];
  await Promise.all(guides.map(read));
  for (const [path, text] of [...files]) {
    for (const [, href] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^([a-z]+:|#)/.test(href)) continue;
      const target = new URL(href, `file:///${path}`).pathname.slice(1);
      // A file that is missing is found as a dead link.
      if (await isFile(target)) await read(target);
    }
  }
  return {
    files,
    guides,
    modules: await readModules(),
    symbols: documentedSymbols(doc, Deno.cwd()),
  };
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch {
    return false;
  }
}

async function readModules(): Promise<SiteModule[]> {
  const { workspace } = JSON.parse(await Deno.readTextFile("deno.json")) as { workspace: string[] };
  const modules: SiteModule[] = [];
  for (const folder of workspace.map((each) => each.replace("./", ""))) {
    const config = JSON.parse(await Deno.readTextFile(`${folder}/deno.json`)) as MemberConfig;
    const { exports = {} } = config;
    const keys = typeof exports === "string" ? ["."] : Object.keys(exports);
    for (const [i, entry] of entryPoints(folder, config).entries()) {
      const about = /\/\*\*\s*\n \* (.*)/.exec(await Deno.readTextFile(entry))?.[1] ?? "";
      modules.push({ name: `@descent/${folder}${keys[i].slice(1)}`, entry, about });
    }
  }
  return modules;
}
