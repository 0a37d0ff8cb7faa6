/**
 * Groups of contestants of which no two differ, as letters: two that share a letter cannot be told apart.
 *
 * @category Statistics
 * @param count Number of contestants, the best first.
 * @param differ Whether two of them, by place, differ.
 * @returns The letters of each: `"a"`, `"ab"`, `"b"`.
 *
 * @example The first and the last differ, the one between is like both
 * ```ts
 * import { letterGroups } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(letterGroups(3, (a, b) => Math.abs(a - b) === 2), ["a", "ab", "b"]);
 * ```
 *
 * H.-P. Piepho, "An algorithm for a letter-based representation of all-pairwise comparisons", Journal of Computational
 * and Graphical Statistics 13 (2004).
 */
export function letterGroups(
  count: number,
  differ: (first: number, second: number) => boolean,
): string[] {
  const everyone = Array.from({ length: count }, (_, place) => place);
  let groups: number[][] = [everyone];
  for (const a of everyone) {
    for (const b of everyone.slice(a + 1)) {
      if (!differ(a, b)) continue;
      const split = groups.flatMap((group) =>
        group.includes(a) && group.includes(b)
          ? [group.filter((place) => place !== b), group.filter((place) => place !== a)]
          : [group]
      );
      groups = split.filter((group, index) =>
        !split.some((other, place) =>
          place !== index && group.every((each) => other.includes(each)) &&
          (other.length > group.length || place < index)
        )
      );
    }
  }
  groups.sort((a, b) => compareLists(a, b));
  return everyone.map((place) =>
    groups.map((group, index) => group.includes(place) ? letterOf(index) : "").join("")
  );
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a[i] !== b[i]) return a[i] - b[i];
  }
  return a.length - b.length;
}

function letterOf(index: number): string {
  return String.fromCodePoint("a".codePointAt(0)! + index % 26).repeat(1 + Math.floor(index / 26));
}
