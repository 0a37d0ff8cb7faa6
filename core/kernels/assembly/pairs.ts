// Sums in pairs: a range is split, its parts are added up apart, and so on down to blocks.

/** Elements of the first of two parts of nearly equal size: whole blocks, of a range of more than one. */
// @ts-ignore: decorator
@inline
export function firstPart(count: i32, block: i32): i32 {
  return ((count - 1) / block + 1 >> 1) * block;
}
