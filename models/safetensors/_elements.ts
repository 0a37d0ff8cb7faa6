/** Element types of the format that hold floating-point numbers, with their bytes. */
export const FLOAT_BYTES: Readonly<Record<string, number>> = { F64: 8, F32: 4, F16: 2, BF16: 2 };

/** All element types of the format, with their bytes. */
export const ELEMENT_BYTES: Readonly<Record<string, number>> = {
  ...FLOAT_BYTES,
  I64: 8,
  U64: 8,
  I32: 4,
  U32: 4,
  I16: 2,
  U16: 2,
  I8: 1,
  U8: 1,
  BOOL: 1,
  F8_E4M3: 1,
  F8_E5M2: 1,
};

/** Most bytes of a header, as in the reference implementation. */
export const LONGEST_HEADER = 100_000_000;
