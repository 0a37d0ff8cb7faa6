import type { LivePart } from "@descent/reports";

/**
 * The changes to a page: the order of its parts, and those that are other than it knows.
 *
 * @category Content
 */
export interface PartChange {
  /** The state that the page is in afterwards. */
  readonly version: number;
  /** Names of all parts below the head of the page, in order. */
  readonly names: readonly string[];
  /** The parts that changed. */
  readonly parts: readonly LivePart[];
}

/**
 * The parts of a page as they are now, and since when: a page that knows an older state is told what is new.
 *
 * @category Content
 */
export interface PartLog {
  /** The state of the page; rises with every change. */
  readonly version: number;
  /** All parts, in order. */
  readonly parts: readonly LivePart[];
  /**
   * Replaces the parts.
   *
   * @param parts All parts, in order.
   * @returns What a page must change that knew the state before; `null` where nothing is other.
   */
  replace(parts: readonly LivePart[]): PartChange | null;
  /**
   * The changes to a page that knows an older state.
   *
   * @param version The state that it knows; 0 for none.
   * @returns The change; `null` where there is none.
   */
  since(version: number): PartChange | null;
}

/** Parts of the head, which stand where the page has them. */
const HEAD: readonly string[] = ["finding", "progress"];

/**
 * A log of a page's parts, at state 0 without any. It keeps each part once, however often it changes.
 *
 * @category Content
 * @returns The log.
 *
 * @example
 * ```ts
 * import { partLog } from "@descent/live";
 * import { assertEquals } from "@std/assert";
 *
 * const log = partLog();
 * log.replace([{ name: "a", html: "1", figures: {} }, { name: "b", html: "1", figures: {} }]);
 * log.replace([{ name: "a", html: "1", figures: {} }, { name: "b", html: "2", figures: {} }]);
 * assertEquals(log.since(1)?.parts.map(({ name }) => name), ["b"]);
 * assertEquals(log.since(0)?.parts.length, 2);
 * ```
 */
export function partLog(): PartLog {
  let parts: readonly LivePart[] = [];
  let version = 0;
  const changedAt = new Map<string, { readonly content: string; readonly version: number }>();
  const namesOf = () => parts.map(({ name }) => name).filter((name) => !HEAD.includes(name));
  const since = (known: number): PartChange | null =>
    known >= version ? null : {
      version,
      names: namesOf(),
      parts: parts.filter(({ name }) => changedAt.get(name)!.version > known),
    };

  return {
    get version() {
      return version;
    },
    get parts() {
      return parts;
    },
    replace(next) {
      const former = version, names = namesOf();
      const contents = next.map((part) => JSON.stringify(part));
      const isOther = next.some(({ name }, place) =>
        changedAt.get(name)?.content !== contents[place]
      );
      parts = next;
      if (!isOther && namesOf().join("\n") === names.join("\n")) return null;
      version++;
      const kept = new Set(next.map(({ name }) => name));
      for (const name of changedAt.keys()) if (!kept.has(name)) changedAt.delete(name);
      for (const [place, { name }] of next.entries()) {
        const content = contents[place];
        if (changedAt.get(name)?.content !== content) changedAt.set(name, { content, version });
      }
      return since(former);
    },
    since,
  };
}
