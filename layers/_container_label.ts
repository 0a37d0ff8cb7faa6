/** What a message calls a container: by its kind and, below the root, its path. */
export function containerLabel(container: string, path: string): string {
  return path === "" ? container : `${container} '${path}'`;
}
