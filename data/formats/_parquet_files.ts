import { BadFileError } from "./bad_file_error.ts";
import type { DataSource } from "./data_source.ts";
import type { DataFormat } from "./format.ts";
import { type LabelledPicture, picturesRead } from "./_pictures.ts";

/** Pictures in Parquet as the Hugging Face hub stores MNIST: a column of their bytes and one of labels. */
export const parquetFiles: DataFormat = {
  name: "pictures in Parquet, as the Hugging Face hub stores them",
  recognises: (source) => filesOf(source).length > 0,
  async read(source) {
    const parts: Record<"train" | "test", LabelledPicture[]> = { train: [], test: [] };
    let names: readonly string[] | null = null;
    for (const file of filesOf(source)) {
      const read = await readParquet(file);
      names = read.names ?? names;
      parts[/^(test|val)/.test(file.name) ? "test" : "train"].push(...read.pictures);
    }
    return picturesRead(source.path, parts, names);
  },
};

/** A file, those of a folder, or those of a folder in it, as a repository of the hub has them. */
function filesOf(source: DataSource): DataSource[] {
  const folders = [source, ...source.folders.map((name) => source.open(name))];
  const files = folders.flatMap((folder) =>
    folder.files.filter((name) => name.endsWith(".parquet")).map((name) => folder.open(name))
  );
  return [source, ...files].filter(({ head }) =>
    new TextDecoder("latin1").decode(head.subarray(0, 4)) === "PAR1"
  );
}

async function readParquet({ path, bytes }: DataSource) {
  const content = bytes();
  const file = content.buffer.slice(
    content.byteOffset,
    content.byteOffset + content.length,
  ) as ArrayBuffer;
  const { parquetMetadata, parquetReadObjects } = await import("hyparquet");
  let rows: Record<string, unknown>[];
  let names: readonly string[] | null = null;
  try {
    const metadata = parquetMetadata(file);
    names = classNamesOf(metadata.key_value_metadata);
    rows = await parquetReadObjects({ file, metadata, utf8: false });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BadFileError(path, `expected a sound Parquet file, got damaged data (${reason})`);
  }
  const pictures = rows.map((row, index): LabelledPicture => {
    const values = Object.values(row);
    const picture = values.map(bytesOf).find((found) => found !== undefined);
    const label = values.find((value) => typeof value === "bigint" || typeof value === "number");
    if (picture === undefined || label === undefined) {
      throw new BadFileError(
        path,
        `row ${index}: expected a column of a picture's bytes and one of labels, got columns ${
          Object.keys(row).join(", ")
        }`,
      );
    }
    return { path: `${path}, row ${index}`, bytes: () => picture, label: Number(label) };
  });
  return { pictures, names };
}

/** Bytes, or the field of that name of a structure. */
function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  const inner = typeof value === "object" && value !== null && "bytes" in value
    ? value.bytes
    : null;
  return inner instanceof Uint8Array ? inner : undefined;
}

/** The names of the hub's class labels, which it keeps as JSON beside the data. */
function classNamesOf(
  metadata: readonly { readonly key: string; readonly value?: string | undefined }[] | undefined,
): readonly string[] | null {
  const text = metadata?.find(({ key }) => key === "huggingface")?.value;
  if (text === undefined) return null;
  const features: Record<string, { names?: unknown }> = JSON.parse(text).info?.features ?? {};
  const names = Object.values(features).map((feature) => feature?.names).find(Array.isArray);
  return names?.map(String) ?? null;
}
