// Vectors of which only some lanes count.

/** A mask of the first `columns` lanes, all of them when there are more. */
// @ts-ignore: decorator
@inline
export function laneMask<T>(columns: i32): v128 {
  return sizeof<T>() == 4
    ? i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(columns))
    : i64x2.lt_s(i64x2(0, 1), i64x2.splat(columns));
}
