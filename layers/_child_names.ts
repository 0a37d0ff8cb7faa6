import { containerLabel } from "./_container_label.ts";
import type { Layer } from "./layer.ts";

/** The names of a container's layers: the given ones, else kind and number among those of the kind. */
export function childNames(
  container: string,
  path: string,
  layers: readonly Pick<Layer, "kind" | "name">[],
): readonly string[] {
  const counts = new Map<string, number>();
  const names = layers.map(({ kind, name }) => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return name ?? `${kind}${count}`;
  });
  const label = containerLabel(container, path);
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) {
      throw new TypeError(
        `${label}: expected layers of different names, got '${name}' twice; rename one of them`,
      );
    }
    if (!/^[^\s./]+$/.test(name)) {
      throw new TypeError(
        `${label}: expected layer names without spaces, '.' and '/', got '${name}'; rename the layer`,
      );
    }
    seen.add(name);
  }
  return names;
}
