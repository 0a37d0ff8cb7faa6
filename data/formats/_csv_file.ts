import { csvSeparator } from "./csv_rows.ts";
import type { DataFormat } from "./format.ts";
import { readCsv } from "./read_csv.ts";

/** A table of text, plain or gzip. */
export const csvFile: DataFormat = {
  name: "a table of text (CSV, TSV)",
  recognises: ({ head, files, folders }) => {
    // Text has no control characters but for tabs and line ends.
    const isText = head.every((byte) => byte >= 32 || (byte >= 9 && byte <= 13));
    if (head.length === 0 || !isText || files.length + folders.length > 0) return false;
    return csvSeparator(new TextDecoder().decode(head)) !== undefined;
  },
  read: (source, options) => readCsv(source.path, source.pieces(), options),
};
