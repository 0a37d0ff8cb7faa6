// Tools for polynomials of whole vectors. Each product and each sum is rounded, on purpose:
// relaxed_madd fuses them on some machines and not on others, and these results must not depend on the machine.

// @ts-ignore: decorator
@inline
export function constant<T>(single: f32, double: f64): v128 {
  return sizeof<T>() == 4 ? f32x4.splat(single) : f64x2.splat(double);
}

/** a x + b. */
// @ts-ignore: decorator
@inline
export function madd<T>(a: v128, x: v128, b: v128): v128 {
  return v128.add<T>(v128.mul<T>(a, x), b);
}

/** a x + b, where b has a value for each type. */
// @ts-ignore: decorator
@inline
export function step<T>(a: v128, x: v128, single: f32, double: f64): v128 {
  return madd<T>(a, x, constant<T>(single, double));
}

/** a x + b for the polynomials, or heads of polynomials, that only f32 has. */
// @ts-ignore: decorator
@inline
export function step32(a: v128, x: v128, b: f32): v128 {
  return f32x4.add(f32x4.mul(a, x), f32x4.splat(b));
}

/** a x + b for those that only f64 has. */
// @ts-ignore: decorator
@inline
export function step64(a: v128, x: v128, b: f64): v128 {
  return f64x2.add(f64x2.mul(a, x), f64x2.splat(b));
}
