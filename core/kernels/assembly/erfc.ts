// erfc, the complementary error function, of whole vectors, within 4 units in the last place.

import { exp } from "./math";
import { constant, madd, step32, step64 } from "./polynomial";

/** x with the lower half of its digits cut off, so that its square is exact. */
// @ts-ignore: decorator
@inline
function upperHalf<T>(x: v128): v128 {
  return v128.and(
    x,
    sizeof<T>() == 4 ? i32x4.splat(<i32>0xfffff000) : i64x2.splat(<i64>0xfffffffff8000000),
  );
}

/** exp(-x²) for x >= 0: what rounding x² loses would be lost many times over in its exponential. */
// @ts-ignore: decorator
@inline
function expOfNegativeSquare<T>(x: v128): v128 {
  const square = v128.mul<T>(x, x);
  const upper = upperHalf<T>(x);
  const lower = v128.sub<T>(x, upper);
  const twice = v128.add<T>(upper, upper);
  const upperLost = v128.sub<T>(v128.mul<T>(upper, upper), square);
  const lost = madd<T>(lower, lower, madd<T>(twice, lower, upperLost));
  const e = exp<T>(v128.neg<T>(square));
  return v128.sub<T>(e, v128.mul<T>(e, lost));
}

/** (1 + 2x) exp(x²) erfc(x) for x >= 0, a Chebyshev fit in s = (x - k) / (x + k), where k is 2 (f32) or 3 (f64). */
// @ts-ignore: decorator
@inline
function scaledErfc<T>(x: v128): v128 {
  const k = constant<T>(2, 3);
  const s = v128.div<T>(v128.sub<T>(x, k), v128.add<T>(x, k));
  let p: v128;
  if (sizeof<T>() == 4) {
    p = f32x4.splat(-4.225154714e-4);
    p = step32(p, s, -0.001260634359);
    p = step32(p, s, 0.001328767718);
    p = step32(p, s, 0.008661998349);
    p = step32(p, s, -0.008062068434);
    p = step32(p, s, -0.0542138765);
    p = step32(p, s, 0.1640551989);
    p = step32(p, s, -0.166030434);
    p = step32(p, s, -0.09276396319);
    return step32(p, s, 1.276978377);
  }
  p = f64x2.splat(9.04010937335188836e-10);
  p = step64(p, s, 2.41186488240658259e-8);
  p = step64(p, s, 6.03773020015710229e-8);
  p = step64(p, s, -1.28457698633192595e-7);
  p = step64(p, s, -5.59750497029330361e-7);
  p = step64(p, s, 3.57558550667608327e-7);
  p = step64(p, s, 3.42748641334361938e-6);
  p = step64(p, s, -7.39029584907082927e-7);
  p = step64(p, s, -2.00784860027722723e-5);
  p = step64(p, s, 4.95488411079897811e-6);
  p = step64(p, s, 1.25092417690512209e-4);
  p = step64(p, s, -1.05161718184376763e-4);
  p = step64(p, s, -7.79830890649856049e-4);
  p = step64(p, s, 0.00188869074136587186);
  p = step64(p, s, 0.00252939164834319405);
  p = step64(p, s, -0.0237705149606267822);
  p = step64(p, s, 0.0683080273553578134);
  p = step64(p, s, -0.119273663413022886);
  p = step64(p, s, 0.12964515870239961);
  p = step64(p, s, -0.0475622943534982161);
  p = step64(p, s, -0.135621106124577723);
  return step64(p, s, 1.25300805826972981);
}

// @ts-ignore: decorator
@inline
export function erfc<T>(x: v128): v128 {
  // Past the bound the result is 0 in the type.
  const size = v128.pmin<T>(v128.abs<T>(x), constant<T>(10.2, 27.3));
  const scale = madd<T>(constant<T>(2, 2), size, constant<T>(1, 1));
  const upper = v128.div<T>(v128.mul<T>(expOfNegativeSquare<T>(size), scaledErfc<T>(size)), scale);
  const lower = v128.sub<T>(constant<T>(2, 2), upper);
  return v128.bitselect(lower, upper, v128.lt<T>(x, constant<T>(0, 0)));
}

export function erfc_f32(x: v128): v128 {
  return erfc<f32>(x);
}

export function erfc_f64(x: v128): v128 {
  return erfc<f64>(x);
}
