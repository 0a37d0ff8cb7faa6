// What vectors of any lanes need in several kernels.

/** A mask of the first `columns` lanes, all of them when there are more. */
// @ts-ignore: decorator
@inline
export function laneMask<T>(columns: i32): v128 {
  return sizeof<T>() == 4
    ? i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(columns))
    : i64x2.lt_s(i64x2(0, 1), i64x2.splat(columns));
}

/** The number itself, and 0 in place of a subnormal one: infinity has all bits of the exponent and no other. */
// @ts-ignore: decorator
@inline
export function flushSubnormal<T>(x: v128): v128 {
  if (sizeof<T>() == 4) return v128.andnot(x, i32x4.eq(v128.and(x, i32x4.splat(0x7f800000)), i32x4.splat(0)));
  return v128.andnot(x, i64x2.eq(v128.and(x, i64x2.splat(0x7ff0000000000000)), i64x2.splat(0)));
}

/** `max(value, 0)`, NaN where it is NaN: two instructions, where a maximum that orders zeros by their signs takes eight. */
// @ts-ignore: decorator
@inline
export function relu<T>(value: v128): v128 {
  const zero = v128.splat<T>(0);
  // The sum turns -0 into 0, which the comparison would leave.
  return v128.pmax<T>(v128.add<T>(value, zero), zero);
}
