import { Marked, type Token, type Tokens } from "marked";
import temml from "temml";

/** A place in a guide that the search of the site finds. */
export interface GuideSection {
  /** The heading. */
  readonly title: string;
  /** Fragment of its address; empty for the page's own title. */
  readonly id: string;
  /** The text below it, without marks. */
  readonly text: string;
}

/** A guide as HTML. */
export interface GuidePage {
  readonly title: string;
  /** The HTML within `main`. */
  readonly body: string;
  readonly sections: readonly GuideSection[];
}

/** Options of {@linkcode guidePage}. */
export interface GuidePageOptions {
  /** The address for a link of the guide, such as to another guide. */
  readonly resolve: (href: string) => string;
  /** The address of the page of a name that code in a line calls, such as `sum()` or `ruleOptimizer`, if it has one. */
  readonly symbol?: (name: string) => string | undefined;
}

/**
 * Renders a guide: headings that can be linked to, code, tables, and formulas as MathML, which need no script.
 *
 * Formulas are written as GitHub has them, a block of the language `math` or `$` with backticks inside.
 *
 * @throws {Error} When a formula is not TeX that temml knows.
 */
export function guidePage(
  markdown: string,
  { resolve, symbol = () => undefined }: GuidePageOptions,
): GuidePage {
  const sections: { title: string; id: string; text: string }[] = [];
  let inLink = false;
  const marked = new Marked({
    gfm: true,
    extensions: [{
      name: "formula",
      level: "inline",
      start: (source) => source.indexOf("$`"),
      tokenizer(source) {
        const match = /^\$`([^`]+)`\$/.exec(source);
        return match === null ? undefined : { type: "formula", raw: match[0], text: match[1] };
      },
      renderer: ({ text }) => formula(text, false),
    }],
    renderer: {
      heading({ tokens, depth, text }: Tokens.Heading) {
        const id = slug(text);
        sections.push({ title: plain(tokens), id: depth === 1 ? "" : id, text: "" });
        return `<h${depth} id="${id}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      code: ({ text, lang }) =>
        lang === "math"
          ? `<div class="formula">${formula(text, true)}</div>\n`
          : `<pre><code>${escapeHtml(text)}</code></pre>\n`,
      codespan({ text }) {
        const code = `<code>${escapeHtml(text)}</code>`;
        const address = symbol(calledName(text) ?? "");
        return address === undefined || inLink ? code : `<a href="${address}">${code}</a>`;
      },
      table(token) {
        const row = (cells: readonly Tokens.TableCell[], tag: string) =>
          `<tr>${
            cells.map(({ tokens }) => `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`).join(
              "",
            )
          }</tr>`;
        const rows = token.rows.map((cells) => row(cells, "td")).join("\n");
        return `<div class="table"><table><thead>${
          row(token.header, "th")
        }</thead><tbody>${rows}</tbody></table></div>\n`;
      },
      link({ href, tokens }) {
        inLink = true;
        const html = this.parser.parseInline(tokens);
        inLink = false;
        return `<a href="${escapeHtml(resolve(href))}">${html}</a>`;
      },
      image: ({ href, text }) =>
        `<img src="${escapeHtml(resolve(href))}" alt="${escapeHtml(text)}">`,
    },
  });
  const body = marked.parse(markdown, { async: false });
  const texts = sectionTexts(marked.lexer(markdown));
  sections.forEach((section, i) => section.text = texts[i]);
  return { title: sections[0]?.title ?? "", body, sections };
}

/** The name that code in a line is or calls; small words alone are as often a flag or a word of English. */
function calledName(code: string): string | undefined {
  return /^(\w*[a-z][A-Z]\w*|[A-Z][a-z]\w*)$/.exec(code)?.[1] ?? /^(\w+)\(.*\)$/s.exec(code)?.[1];
}

function formula(tex: string, displayMode: boolean): string {
  return temml.renderToString(tex, { displayMode, throwOnError: true, trust: false });
}

/** The text under each heading. */
function sectionTexts(tokens: readonly Token[]): string[] {
  const texts: string[] = [];
  for (const token of tokens) {
    if (token.type === "heading") texts.push("");
    else if (texts.length > 0) texts[texts.length - 1] += ` ${plain([token])}`;
  }
  return texts.map((text) => text.replaceAll(/\s+/g, " ").trim());
}

function plain(tokens: readonly Token[]): string {
  return tokens.map((token) => {
    if ("tokens" in token && token.tokens !== undefined) return plain(token.tokens);
    if (token.type === "list") return plain((token as Tokens.List).items);
    if (token.type === "table") {
      const { header, rows } = token as Tokens.Table;
      return [header, ...rows].flat().map(({ tokens }) => plain(tokens)).join(" ");
    }
    return token.type === "code" ? "" : "text" in token ? token.text : " ";
  }).join(" ");
}

function slug(heading: string): string {
  return heading.toLowerCase().replaceAll(/[^\p{L}\p{N} -]/gu, "").trim().replaceAll(/ +/g, "-");
}

/** A text within HTML. */
export function escapeHtml(text: string): string {
  const names: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  };
  return text.replaceAll(/[&<>"]/g, (each) => names[each]);
}
