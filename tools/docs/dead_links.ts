/**
 * The links within a site that lead nowhere, one sentence each: to no page, or to a part that its page lacks.
 *
 * @param pages HTML by address.
 * @param others Addresses besides, such as of pictures and of pages that another program writes.
 */
export function deadLinks(
  pages: ReadonlyMap<string, string>,
  others: ReadonlySet<string>,
): string[] {
  const parts = new Map(
    [...pages].map(([address, html]) => [
      address,
      new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)),
    ]),
  );
  return [...pages].flatMap(([address, html]) => {
    // Addresses within code are text.
    const links = [...html.matchAll(/<(?:a|img)\b[^>]*? (?:href|src)="([^"]*)"/g)].map(([, to]) =>
      to
    );
    return [...new Set(links)].flatMap((link) => {
      if (/^[a-z]+:/.test(link)) return [];
      const [target, part] = link.replaceAll("&amp;", "&").split("#");
      const page = target === "" ? address : target;
      if (!pages.has(page)) return others.has(page) ? [] : [`${address}: no page ${link}`];
      return part === undefined || parts.get(page)!.has(decodeURIComponent(part))
        ? []
        : [`${address}: no part ${link}`];
    });
  });
}
