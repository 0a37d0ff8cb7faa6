/** Nobody nests deeper, and recursion ends before the stack does. */
const MOST_NESTED = 32;
/** A 64-bit number in groups of seven bits. */
const LONGEST_NUMBER = 10;

/**
 * The end of a struct in Thrift's compact protocol, which Parquet's headers are. Throws where it goes beyond the bytes,
 * or claims more elements or bytes than they hold: the reader of Parquet takes memory for what is claimed.
 */
export function thriftEnd(bytes: Uint8Array, start: number, nested = 0): number {
  if (nested > MOST_NESTED) throw new Error(`structures nested deeper than ${MOST_NESTED}`);
  let at = start;
  for (;;) {
    const field = byteAt(bytes, at++);
    if ((field & 15) === 0) return at;
    if (field >> 4 === 0) at = varint(bytes, at).end;
    at = elementEnd(bytes, at, field & 15, nested);
  }
}

function elementEnd(bytes: Uint8Array, at: number, type: number, nested: number): number {
  switch (type) {
    case 1:
    case 2:
      return at;
    case 3:
      return at + 1;
    case 4:
    case 5:
    case 6:
      return varint(bytes, at).end;
    case 7:
      return at + 8;
    case 8: {
      const { value, end } = varint(bytes, at);
      return within(bytes, end + value, `${value} bytes of text`);
    }
    case 9: {
      const head = byteAt(bytes, at);
      const { value: count, end } = head >> 4 === 15
        ? varint(bytes, at + 1)
        : { value: head >> 4, end: at + 1 };
      within(bytes, end + count, `a list of ${count} elements`);
      const element = head & 15;
      let next = end;
      for (let i = 0; i < count; i++) {
        next = elementEnd(bytes, next, element < 3 ? 3 : element, nested);
      }
      return next;
    }
    case 12:
      return thriftEnd(bytes, at, nested + 1);
    default:
      throw new Error(`byte ${at}: a field of the unknown type ${type}`);
  }
}

function varint(bytes: Uint8Array, start: number): { value: number; end: number } {
  let value = 0;
  for (let i = 0; i < LONGEST_NUMBER; i++) {
    const byte = byteAt(bytes, start + i);
    value += (byte & 127) * 2 ** (7 * i);
    if (byte < 128) return { value, end: start + i + 1 };
  }
  throw new Error(`byte ${start}: a number of more than ${LONGEST_NUMBER} bytes`);
}

function byteAt(bytes: Uint8Array, at: number): number {
  within(bytes, at + 1, "a header");
  return bytes[at];
}

function within(bytes: Uint8Array, end: number, what: string): number {
  if (end <= bytes.length) return end;
  throw new Error(`${what} that goes beyond the ${bytes.length} bytes`);
}
