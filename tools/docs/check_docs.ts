/**
 * Checks what the documentation is made of, without writing it: `deno task check:docs` runs it on the output of
 * `deno doc --json`.
 *
 * - Every export has a category of its member's list.
 * - No link within the site is dead: from guides to guides, to files of the repository and to the pages of symbols.
 * - Every formula is TeX that can be set.
 */
import { categoryProblems } from "./categories.ts";
import { deadLinks } from "./dead_links.ts";
import type { DocJson } from "./documented_symbols.ts";
import { sitePages } from "./site_pages.ts";
import { siteSources } from "./site_sources.ts";

const doc = JSON.parse(await new Response(Deno.stdin.readable).text()) as DocJson;
const sources = await siteSources(doc);
const { pages, copies } = sitePages(sources);
const others = new Set([
  ...copies.keys(),
  ...sources.symbols.map(({ entry, name }) => `api/${entry}/~/${name}.html`),
]);
const problems = [...categoryProblems(sources.symbols), ...deadLinks(pages, others)];
for (const problem of problems) console.error(problem);
console.log(
  `Documentation: ${sources.symbols.length} exports and ${pages.size} pages read, ${problems.length} problems`,
);
if (problems.length > 0) Deno.exit(1);
