/**
 * An entry of BibTeX.
 *
 * @category Catalogue and choice
 */
export interface BibtexEntry {
  /** Its kind, in lower case: `article`. */
  readonly type: string;
  /** The key that it is cited by. */
  readonly key: string;
  /** Its fields by their names in lower case, without the outer braces. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Fields that every entry needs. */
const NEEDED = ["author", "title", "year"];

/**
 * Reads BibTeX whose values stand in braces, such as the `bibtex` of plugins.
 *
 * @category Catalogue and choice
 * @param text Entries one after the other, each `@kind{key, field = {value}, …}`; empty for none.
 * @returns The entries in their order.
 * @throws {SyntaxError} When something else stands there, braces do not match, or author, title or year are missing.
 *
 * @example
 * ```ts
 * import { bibtexEntries } from "@descent/optim";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const [{ key, fields }] = bibtexEntries("@misc{x2020a, author = {X}, title = {The {A} of B}, year = {2020}}");
 * assertEquals([key, fields.title], ["x2020a", "The {A} of B"]);
 * assertThrows(() => bibtexEntries("@misc{x, author = {X}"), SyntaxError, "bibtexEntries: expected");
 * ```
 */
export function bibtexEntries(text: string): BibtexEntry[] {
  const entries: BibtexEntry[] = [];
  let place = 0;
  const refuse = (wanted: string): never => {
    const came = text.slice(place, place + 30) || "the end";
    throw new SyntaxError(
      `bibtexEntries: expected ${wanted} at character ${place}, got '${came}'; write @kind{key, field = {value}}`,
    );
  };
  const take = (pattern: RegExp, wanted: string): RegExpExecArray => {
    const found = new RegExp(pattern.source, "y");
    found.lastIndex = place;
    const match = found.exec(text);
    if (match === null) return refuse(wanted);
    place = found.lastIndex;
    return match;
  };
  const isNext = (character: string): boolean => text[place] === character;
  take(/\s*/, "space");
  while (place < text.length) {
    const [, type, key] = take(/@(\w+)\{\s*([\w:.-]+)\s*/, "an entry");
    const fields: Record<string, string> = {};
    while (isNext(",")) {
      take(/,\s*/, "a comma");
      if (isNext("}")) break;
      const [, name] = take(/(\w+)\s*=\s*/, "a field");
      fields[name.toLowerCase()] = takeBraces();
      take(/\s*/, "space");
    }
    take(/\}\s*/, "the end of the entry");
    const missing = NEEDED.find((name) => !fields[name]);
    if (missing !== undefined) refuse(`${missing} in '${key}'`);
    entries.push({ type: type.toLowerCase(), key, fields });
  }
  return entries;

  function takeBraces(): string {
    const from = place;
    if (!isNext("{")) refuse("a value in braces");
    let depth = 0;
    do {
      if (place >= text.length) refuse("a closing brace");
      if (isNext("{")) depth++;
      if (isNext("}")) depth--;
      place++;
    } while (depth > 0);
    return text.slice(from + 1, place - 1).replace(/\s+/g, " ");
  }
}

/**
 * Writes entries, a field a line.
 *
 * @category Catalogue and choice
 * @param entries The entries, see {@linkcode BibtexEntry}; of those with the same key the first alone is written.
 * @returns BibTeX that {@linkcode bibtexEntries} reads.
 *
 * @example
 * ```ts
 * import { bibtexEntries, formatBibtex } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const entries = bibtexEntries("@misc{a, author = {A}, title = {B}, year = {2020}}");
 * assertEquals(bibtexEntries(formatBibtex([...entries, ...entries])), entries);
 * ```
 */
export function formatBibtex(entries: readonly BibtexEntry[]): string {
  const byKey = new Map<string, BibtexEntry>();
  for (const entry of entries) if (!byKey.has(entry.key)) byKey.set(entry.key, entry);
  return [...byKey.values()].map(({ type, key, fields }) =>
    `@${type}{${key},\n${
      Object.entries(fields).map(([name, value]) => `  ${name} = {${value}},\n`).join("")
    }}`
  ).join("\n\n");
}
