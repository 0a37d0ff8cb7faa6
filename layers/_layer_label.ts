/** A layer in messages: its kind, and its name or path when it has one. */
export function layerLabel(kind: string, name: string | undefined): string {
  return name === undefined ? kind : `${kind} '${name}'`;
}
