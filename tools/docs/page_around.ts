import { escapeHtml } from "./guide_page.ts";

/** Options of {@linkcode pageAround}. */
export interface PageAroundOptions {
  readonly title: string;
  /** The HTML within `main`. */
  readonly body: string;
  readonly menu: readonly {
    readonly title: string;
    readonly items: readonly { readonly address: string; readonly title: string }[];
  }[];
  /** The address of the page itself, which the menu marks. */
  readonly address: string;
}

/** One page of the site around its content: head, search and menu. */
export function pageAround({ title, body, menu, address }: PageAroundOptions): string {
  const lists = menu.map((list) =>
    `<h2>${list.title}</h2><ul>${
      list.items.map((item) =>
        `<li><a href="${item.address}"${item.address === address ? ' aria-current="page"' : ""}>${
          escapeHtml(item.title)
        }</a></li>`
      ).join("")
    }</ul>`
  );
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
<nav>${lists.join("")}</nav>
<main>
${body}
</main>
</div>
</body>
</html>
`;
}
