import { thriftEnd } from "./_thrift_end.ts";

/** The decoder's parts, which are loaded when the first file is read. */
export interface ParquetDecoder {
  readonly parquetHeader: typeof import("hyparquet/src/column.js").parquetHeader;
  readonly decompressPage: typeof import("hyparquet/src/datapage.js").decompressPage;
}

/** A column's part in a row group. */
export interface ParquetChunk {
  readonly type: string | undefined;
  readonly codec: string;
  readonly data_page_offset: bigint;
  readonly dictionary_page_offset?: bigint | undefined;
  readonly total_compressed_size: bigint;
}

/** A value of a column: bytes, or a whole number. */
export type ParquetValue = Uint8Array | number;

/** Bytes that may still be unpacked of a file. */
export interface ParquetBudget {
  bytes: number;
}

/** A page may be packed to nothing, but not all of a file of pictures. */
const MOST_UNPACKED_FACTOR = 2, ALWAYS_UNPACKED = 2 ** 24;

/** How much a file of so many bytes may unpack to. */
export function parquetBudget(length: number): ParquetBudget {
  return { bytes: MOST_UNPACKED_FACTOR * length + ALWAYS_UNPACKED };
}

/**
 * Reads a flat column of bytes or whole numbers without gaps. Every count is held against what the bytes can hold
 * before memory is taken: the library's own decoding of pages takes each at its word, and damaged ones fill the memory.
 */
export function readParquetColumn(
  file: Uint8Array,
  chunk: ParquetChunk,
  rows: number,
  maxLevel: number,
  budget: ParquetBudget,
  { parquetHeader, decompressPage }: ParquetDecoder,
): ParquetValue[] {
  const { type, codec, data_page_offset, dictionary_page_offset } = chunk;
  let at = Number(dictionary_page_offset ?? data_page_offset);
  const end = at + Number(chunk.total_compressed_size);
  if (!(at >= 0 && end <= file.length)) throw new Error(`pages from byte ${at} to ${end}`);
  let dictionary: ParquetValue[] = [];
  const values: ParquetValue[] = [];
  while (values.length < rows && at < end) {
    const start = thriftEnd(file.subarray(0, end), at);
    const header = parquetHeader({ view: viewOf(file), offset: at });
    const packed = header.compressed_page_size, size = header.uncompressed_page_size;
    if (!(packed >= 0 && start + packed <= end && size >= 0 && size <= budget.bytes)) {
      throw new Error(`a page of ${packed} bytes for ${size} at byte ${at}`);
    }
    at = start + packed;
    const second = header.data_page_header_v2;
    const levels = second === undefined
      ? 0
      : second.definition_levels_byte_length + second.repetition_levels_byte_length;
    if (!(levels >= 0 && levels <= Math.min(packed, size))) {
      throw new Error(`levels of ${levels} bytes`);
    }
    const content = file.subarray(start + levels, at);
    const isPacked = second?.is_compressed !== false && size > levels;
    if (isPacked) budget.bytes -= size;
    const page = isPacked
      ? decompressPage(content, size - levels, codec as "SNAPPY", undefined)
      : content;
    if (header.type === "DICTIONARY_PAGE") {
      dictionary = plain(page, 0, type, header.dictionary_page_header?.num_values ?? 0);
      continue;
    }
    const { num_values: count, encoding } = second ?? header.data_page_header ?? {
      num_values: -1,
      encoding: "PLAIN",
    };
    if (!(count >= 0 && count <= rows - values.length)) {
      throw new Error(`a page of ${count} values where ${rows - values.length} rows are left`);
    }
    let from = 0;
    if (maxLevel > 0) {
      const width = 32 - Math.clz32(maxLevel);
      const own = second === undefined
        ? page.subarray(4, 4 + viewOf(page).getUint32(0, true))
        : file.subarray(start + second.repetition_levels_byte_length, start + levels);
      const gap = runs(own, 0, width, count).findIndex((level) => level !== maxLevel);
      if (gap >= 0) throw new Error(`no value in row ${values.length + gap}`);
      if (second === undefined) from = 4 + own.length;
    }
    if (encoding === "PLAIN") append(values, plain(page, from, type, count));
    else if (encoding === "RLE_DICTIONARY" || encoding === "PLAIN_DICTIONARY") {
      for (const index of runs(page, from + 1, page[from], count)) {
        if (!(index < dictionary.length)) throw new Error(`entry ${index} of its dictionary`);
        values.push(dictionary[index]);
      }
    } else throw new Error(`values encoded as ${encoding}`);
  }
  if (values.length === rows) return values;
  throw new Error(`${values.length} values for ${rows} rows`);
}

/** Adds values to others; as arguments of `push` there may be too many. */
export function append<T>(values: T[], others: readonly T[]): void {
  for (const value of others) values.push(value);
}

/** Values one after another, bytes with their length in front. */
function plain(page: Uint8Array, from: number, type: string | undefined, count: number) {
  const view = viewOf(page), values: ParquetValue[] = [];
  let at = from;
  for (let i = 0; i < count; i++) {
    if (type === "INT32" || type === "INT64") {
      values.push(type === "INT32" ? view.getInt32(at, true) : Number(view.getBigInt64(at, true)));
      at += type === "INT32" ? 4 : 8;
    } else {
      const length = view.getUint32(at, true);
      at += 4;
      if (at + length > page.length) throw new Error(`${length} bytes in a page of ${page.length}`);
      values.push(page.subarray(at, at += length));
    }
  }
  return values;
}

/** Numbers of some bits, in runs of one number or packed by eights. */
function runs(bytes: Uint8Array, from: number, width: number, count: number): Uint32Array {
  if (!(width <= 32)) throw new Error(`numbers of ${width} bits`);
  const values = new Uint32Array(count);
  let at = from, done = 0;
  while (done < count) {
    let header = 0;
    for (let shift = 0;; shift += 7) {
      if (at >= bytes.length || shift > 28) throw new Error("runs that do not end");
      const byte = bytes[at++];
      header += (byte & 127) * 2 ** shift;
      if (byte < 128) break;
    }
    const isPacked = header % 2 === 1, length = Math.floor(header / 2) * (isPacked ? 8 : 1);
    const size = isPacked ? Math.floor(header / 2) * width : Math.ceil(width / 8);
    const isTooMany = length === 0 || length > count - done + (isPacked ? 7 : 0);
    if (isTooMany || at + size > bytes.length) throw new Error(`a run of ${length} values`);
    const wanted = Math.min(length, count - done);
    if (isPacked) {
      for (let i = 0; i < wanted; i++) values[done + i] = bitsAt(bytes, at, i * width, width);
    } else values.fill(bitsAt(bytes, at, 0, 8 * size), done, done + wanted);
    done += wanted;
    at += size;
  }
  return values;
}

function bitsAt(bytes: Uint8Array, at: number, first: number, width: number): number {
  let value = 0;
  for (let bit = 0; bit < width; bit++) {
    const place = first + bit;
    value += (bytes[at + (place >> 3)] >> (place & 7) & 1) * 2 ** bit;
  }
  return value;
}

function viewOf(bytes: Uint8Array): DataView<ArrayBuffer> {
  return new DataView(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength);
}
