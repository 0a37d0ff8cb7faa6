/**
 * A tensor as the header of a file says it.
 *
 * @category Saving and loading
 */
export interface SafetensorsEntry {
  /** Element type, such as `F32`. */
  readonly dtype: string;
  /** Extents, outermost first. */
  readonly shape: readonly number[];
  /** First byte and one past the last, counted from the end of the header. */
  readonly offsets: readonly [begin: number, end: number];
}

/**
 * The header of a file.
 *
 * @category Saving and loading
 */
export interface SafetensorsHeader {
  /** Texts by name. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Tensors by name, in the order of their bytes. */
  readonly tensors: ReadonlyMap<string, SafetensorsEntry>;
  /** Where the tensors' bytes begin in the file. */
  readonly dataStart: number;
}
