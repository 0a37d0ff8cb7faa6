import type { TableColumn } from "../columns_dataset.ts";
import type { Examples } from "../dataset.ts";
import type { ImagePreprocessing } from "../preprocessing.ts";
import type { DataSource } from "./data_source.ts";

/**
 * Options of a reader; those that do not concern it are not looked at.
 *
 * @category Formats
 */
export interface ReadOptions {
  /** Name of the column to predict, or its number from 1; default the one that is called target, label or class, else the last. */
  readonly target?: string | undefined;
  /** Shape [C, H, W] that pictures are brought to; default their most frequent size. */
  readonly imageShape?: readonly [number, number, number] | undefined;
}

/**
 * Labelled images as a file has them, not yet split.
 *
 * @category Formats
 */
export interface ImagesRead {
  /** Which kind of data. */
  readonly kind: "images";
  /** Shape of one image, [C, H, W]. */
  readonly inputShape: readonly [number, number, number];
  /** The name of each class. */
  readonly classNames: readonly string[];
  /** Images, bytes or numbers, with class indices. */
  readonly train: Examples;
  /** The test part that the files have; `null` where they have none. */
  readonly test: Examples | null;
  /** How images were brought to their shape. */
  readonly resize: ImagePreprocessing["resize"];
  /** Whether rows and columns were exchanged. */
  readonly transposed: boolean;
}

/**
 * A table as a file has it.
 *
 * @category Formats
 */
export interface TableRead {
  /** Which kind of data. */
  readonly kind: "table";
  /** The columns but the target. */
  readonly columns: readonly TableColumn[];
  /** The column to predict. */
  readonly target: TableColumn;
}

/**
 * A format that a data set can lie on disk in.
 *
 * @category Formats
 */
export interface DataFormat {
  /** Its name for people, inside a sentence: `"IDX files"`. */
  readonly name: string;
  /**
   * Looks whether a file or folder is of this format, by its content where it says so.
   *
   * @param source The file or folder.
   * @returns Whether to read it as such.
   */
  recognises(source: DataSource): boolean;
  /**
   * Reads it.
   *
   * @param source The file or folder.
   * @param options What is to be predicted.
   * @returns The data.
   * @throws {SyntaxError} When it is damaged; the message has the file, the line or byte, what was found and wanted.
   */
  read(
    source: DataSource,
    options: ReadOptions,
  ): ImagesRead | TableRead | Promise<ImagesRead | TableRead>;
}
