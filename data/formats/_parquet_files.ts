import { BadFileError } from "./bad_file_error.ts";
import type { DataSource } from "./data_source.ts";
import type { DataFormat } from "./format.ts";
import {
  append,
  parquetBudget,
  type ParquetChunk,
  type ParquetValue,
  readParquetColumn,
} from "./_parquet_column.ts";
import { type LabelledPicture, picturesRead } from "./_pictures.ts";
import { thriftEnd } from "./_thrift_end.ts";

/** The length of the metadata, and the last four letters. */
const FOOTER_BYTES = 8;

/** Pictures in Parquet as the Hugging Face hub stores MNIST: a column of their bytes and one of labels. */
export const parquetFiles: DataFormat = {
  name: "pictures in Parquet, as the Hugging Face hub stores them",
  recognises: (source) => filesOf(source).length > 0,
  async read(source, { imageShape }) {
    const parts: Record<"train" | "test", LabelledPicture[]> = { train: [], test: [] };
    let names: readonly string[] | null = null;
    for (const file of filesOf(source)) {
      const read = await readParquet(file);
      names = read.names ?? names;
      parts[/^(test|val)/.test(file.name) ? "test" : "train"].push(...read.pictures);
    }
    return picturesRead(source.path, parts, names, imageShape);
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
  const file = bytes();
  const [{ parquetMetadata }, column, page, schema] = await Promise.all([
    import("hyparquet"),
    import("hyparquet/src/column.js"),
    import("hyparquet/src/datapage.js"),
    import("hyparquet/src/schema.js"),
  ]);
  const wanted = "expected a sound Parquet file of a column of pictures' bytes and one of labels";
  try {
    const metadata = parquetMetadata(checkedFooter(file));
    const rows = Number(metadata.num_rows);
    // A picture's length alone has four bytes.
    if (!(rows >= 0 && rows <= file.length / 4)) {
      throw new Error(`${rows} rows in ${file.length} bytes`);
    }
    const budget = parquetBudget(file.length);
    const pictures: ParquetValue[] = [], labels: ParquetValue[] = [];
    for (const group of metadata.row_groups) {
      const chunks = group.columns.flatMap(({ meta_data }) => meta_data ?? []);
      const read = (isWanted: (chunk: ParquetChunk, name: string) => boolean) => {
        const chunk = chunks.find((chunk) => isWanted(chunk, chunk.path_in_schema.at(-1) ?? ""));
        if (chunk === undefined) {
          const names = chunks.map(({ path_in_schema }) => path_in_schema.join("."));
          throw new Error(`columns ${names.join(", ")}`);
        }
        const branch = schema.getSchemaPath(metadata.schema, chunk.path_in_schema);
        if (schema.getMaxRepetitionLevel(branch) > 0) throw new Error("lists in a column");
        const levels = schema.getMaxDefinitionLevel(branch);
        const count = Math.min(Number(group.num_rows), rows);
        return readParquetColumn(file, chunk, count, levels, budget, { ...column, ...page });
      };
      const isBytes = ({ type }: ParquetChunk) => type === "BYTE_ARRAY";
      const hasBytes = chunks.some((chunk) =>
        isBytes(chunk) && chunk.path_in_schema.at(-1) === "bytes"
      );
      append(pictures, read((chunk, name) => isBytes(chunk) && (!hasBytes || name === "bytes")));
      append(labels, read(({ type }) => type === "INT64" || type === "INT32"));
    }
    if (pictures.length !== rows || labels.length !== rows) {
      throw new Error(`${pictures.length} pictures and ${labels.length} labels in ${rows} rows`);
    }
    return {
      names: classNamesOf(metadata.key_value_metadata),
      pictures: pictures.map((picture, index): LabelledPicture => ({
        path: `${path}, row ${index}`,
        bytes: () => picture as Uint8Array,
        label: labels[index] as number,
      })),
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BadFileError(path, `${wanted}, got others or damaged data (${reason})`);
  }
}

/** The file's end, which has its metadata, once its lengths are known to be within it. */
function checkedFooter(file: Uint8Array): Uint8Array {
  const end = file.length - FOOTER_BYTES;
  if (end < 4) throw new Error("a file too short");
  const length = new DataView(file.buffer, file.byteOffset).getUint32(end, true);
  if (length > end) throw new Error(`metadata of ${length} bytes`);
  thriftEnd(file.subarray(0, end), end - length);
  return file.subarray(end - length);
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
