/** Markup that is safe to put into a page: every outside text in it was escaped. */
export class Html {
  /** Wraps markup; only {@linkcode html} and code that quotes no outside text may call this. */
  constructor(readonly markup: string) {}
}

/** A value in a `${…}` of {@linkcode html}; `null` and `false` leave nothing. */
export type HtmlValue = Html | string | number | null | false | readonly HtmlValue[];

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Escapes a text for an element's content or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

/** Builds markup from a template; every value that is not {@linkcode Html} itself is escaped. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(
    strings.reduce((markup, string, index) => markup + markupOf(values[index - 1]) + string),
  );
}

function markupOf(value: HtmlValue): string {
  if (value === null || value === false) return "";
  if (value instanceof Html) return value.markup;
  if (typeof value === "object") return value.map(markupOf).join("");
  return escapeHtml(String(value));
}

/**
 * Data for a script element. Inside one nothing is unescaped, so what could end it (`</script`), open
 * a comment (`<!--`) or end a line in old parsers is written as a JSON escape.
 */
export function jsonForScript(value: unknown): Html {
  const json = JSON.stringify(value);
  return new Html(
    json.replace(
      /[<>&\u2028\u2029]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    ),
  );
}

/** Escapes a text, and sets what stands between backticks as code. */
export function prose(text: string): Html {
  const parts = text.split("`");
  // An odd backtick is one that opens nothing.
  const paired = parts.length % 2 === 1;
  return html`${
    parts.map((part, index) =>
      paired && index % 2 === 1
        ? html`<code>${part}</code>`
        : index > 0 && !paired
        ? "`" + part
        : part
    )
  }`;
}
