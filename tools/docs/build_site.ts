/**
 * Builds the documentation as one site that needs no network: `deno task docs` writes it into `site/`.
 *
 * Guides come from `docs/`, pages of symbols from `deno doc`; each module has a page of its symbols by category. One
 * search finds everything.
 */
import css from "temml/dist/Temml-Local.css" with { type: "text" };
import type { DocJson } from "./documented_symbols.ts";
import { sitePages } from "./site_pages.ts";
import { siteSources } from "./site_sources.ts";
import { entryPaths } from "../entry_points.ts";

const SITE = "site";

/** The output of `deno doc`. */
async function denoDoc(...args: readonly string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["doc", ...args],
    stdout: "piped",
    stderr: "piped",
  }).output();
  if (!success) throw new Error(`deno doc: ${new TextDecoder().decode(stderr)}`);
  return new TextDecoder().decode(stdout);
}

await Deno.remove(SITE, { recursive: true }).catch(() => {});
await Deno.mkdir(SITE);
const entries = await entryPaths();
await denoDoc("--html", "--name=Descent", `--output=${SITE}/api`, ...entries);
const sources = await siteSources(JSON.parse(await denoDoc("--json", ...entries)) as DocJson);
const { pages, copies, found } = sitePages(sources);
for (const [address, html] of pages) await Deno.writeTextFile(`${SITE}/${address}`, html);
for (const [address, path] of copies) await Deno.copyFile(path, `${SITE}/${address}`);
const here = import.meta.dirname!;
await Deno.copyFile(`${here}/site.css`, `${SITE}/site.css`);
await Deno.copyFile(`${here}/site_search.js`, `${SITE}/api/search.js`);
await Deno.writeTextFile(`${SITE}/temml.css`, css);
await Deno.writeTextFile(
  `${SITE}/api/search_index.js`,
  `\nwindow.DESCENT_GUIDES = ${JSON.stringify(found)};\n`,
  { append: true },
);
// The start of the reference has nothing to say that the start of the site does not.
await Deno.writeTextFile(
  `${SITE}/api/index.html`,
  '<!DOCTYPE html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=../index.html"><a href="../index.html">Descent</a>\n',
);
console.log(
  `Wrote ${SITE}/index.html: ${sources.guides.length} guides, ${sources.modules.length} modules`,
);
