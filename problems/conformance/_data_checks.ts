import type { ProblemCheck } from "./_subject.ts";

/** Arrays beyond this are copied to every worker and had better be shared. */
const MOST_COPIED_BYTES = 1024;

/** Checks that data can be posted to workers and recognized. */
export const dataChecks: readonly ProblemCheck[] = [
  {
    name: "has a digest that repeats",
    run: ({ data, again }) => {
      if (typeof data?.digest !== "string") {
        return `expected load to return an object with a digest, got ${typeof data
          ?.digest}; digest its arrays, as shareDataset does, or give "" where there are none`;
      }
      return data.digest === again.digest
        ? undefined
        : `expected the same digest from a second load with the same options, got '${data.digest}', then '${again.digest}'; let it depend on the content alone`;
    },
  },
  {
    name: "has data that can be posted to a worker",
    run: ({ data }) => {
      try {
        structuredClone(data);
      } catch (error) {
        return `expected plain data, got ${
          (error as Error).message
        }; leave functions to create and keep arrays, numbers and texts`;
      }
      const path = unsharedArray(data, "data", new Set());
      return path === undefined
        ? undefined
        : `expected arrays over ${MOST_COPIED_BYTES} bytes on shared memory, got ${path} on memory of its own; put the data set through shareDataset, or make the array on a SharedArrayBuffer`;
    },
  },
];

/** Where the first large array lies that is not on shared memory. */
function unsharedArray(value: unknown, path: string, seen: Set<unknown>): string | undefined {
  if (typeof value !== "object" || value === null || seen.has(value)) return undefined;
  seen.add(value);
  if (ArrayBuffer.isView(value)) {
    return value.byteLength > MOST_COPIED_BYTES && value.buffer instanceof ArrayBuffer
      ? path
      : undefined;
  }
  for (const [key, inner] of Object.entries(value)) {
    const found = unsharedArray(inner, `${path}.${key}`, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}
