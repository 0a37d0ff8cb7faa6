/**
 * A copy of a state, a tree of tensors and numbers, that no longer depends on kernel memory.
 *
 * @category Writing an optimizer
 */
export interface SavedState {
  /** The values of a tensor, a number or a group, by name. */
  readonly [name: string]: Float32Array | Float64Array | number | SavedState;
}

/** A tensor as JSON: element type, and its bytes in base64. JSON has no NaN, no infinity and no −0. */
type Bytes = readonly [dtype: "f32" | "f64", base64: string];

const arrays = { f32: Float32Array, f64: Float64Array } as const;

/** The tree, which `JSON.stringify` writes without losing a bit. */
export function withJson(saved: SavedState): SavedState {
  return Object.defineProperty(saved, "toJSON", { value: () => asJson(saved) });
}

/** A saved tree of what was parsed from JSON; one that was not stays as it is. */
export function readableState(saved: SavedState): SavedState {
  return Object.fromEntries(
    Object.entries(saved as Readonly<Record<string, unknown>>).map((
      [name, entry],
    ) => [name, readable(name, entry)]),
  );
}

function asJson(saved: SavedState): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(saved).map(([name, entry]) => {
      if (typeof entry === "number") {
        const isExact = Number.isFinite(entry) && !Object.is(entry, -0);
        return [name, isExact ? entry : Object.is(entry, -0) ? "-0" : String(entry)];
      }
      if (!ArrayBuffer.isView(entry)) return [name, asJson(entry)];
      const { buffer, byteOffset, byteLength } = entry as Float32Array | Float64Array;
      const dtype = entry instanceof Float32Array ? "f32" : "f64";
      return [
        name,
        [dtype, new Uint8Array(buffer, byteOffset, byteLength).toBase64()] satisfies Bytes,
      ];
    }),
  );
}

function readable(name: string, entry: unknown): SavedState[string] {
  if (typeof entry === "string" && ["NaN", "Infinity", "-Infinity", "-0"].includes(entry)) {
    return Number(entry);
  }
  if (typeof entry === "number" || ArrayBuffer.isView(entry)) return entry as SavedState[string];
  if (Array.isArray(entry)) {
    const [dtype, base64] = entry as unknown as Bytes;
    try {
      return new arrays[dtype](Uint8Array.fromBase64(base64).buffer);
    } catch {
      // Said below.
    }
  } else if (typeof entry === "object" && entry !== null) {
    return readableState(entry as SavedState);
  }
  throw new TypeError(
    `restoreState: expected a tensor, a number or a group at '${name}', got ${
      JSON.stringify(entry)
    }; write with JSON.stringify what saveState returned`,
  );
}
