// exp, expm1, log, log1p, tanh and erf of whole vectors, within 2 units in the last place (3 for tanh).
//
// Range reduction and one polynomial each, no tables and no branches. Sums of products are rounded twice
// on purpose: relaxed_madd fuses on some machines and not on others, and these results must not depend on
// the machine. Polynomials are Chebyshev fits (those of erf past 1 weighted by erfc), computed with 50 digits.
//
// v128.pmin(x, bound) and v128.pmax(x, bound) pass a NaN in x on; v128.min would too, but takes seven
// instructions on x86 instead of one.

import { constant, madd, step, step32, step64 } from "./polynomial";

// @ts-ignore: decorator
@inline
function bits<T>(single: i32, double: i64): v128 {
  return sizeof<T>() == 4 ? i32x4.splat(single) : i64x2.splat(double);
}

/** Adding this number to a whole number n leaves n in the low bits of the sum, and rounds what is not whole. */
// @ts-ignore: decorator
@inline
function rounder<T>(): v128 {
  return constant<T>(12582912, 6755399441055744);
}

/** The same with the exponent's bias included. */
// @ts-ignore: decorator
@inline
function biasedRounder<T>(): v128 {
  return constant<T>(12583039, 6755399441056767);
}

/** Moves the low bits of a biased rounded number into the exponent: the power of two. */
// @ts-ignore: decorator
@inline
function powerOfTwo<T>(rounded: v128): v128 {
  return sizeof<T>() == 4 ? i32x4.shl(rounded, 23) : i64x2.shl(rounded, 52);
}

/** The whole number of ln 2 nearest to x. */
// @ts-ignore: decorator
@inline
function countOfLn2<T>(x: v128): v128 {
  const scaled = step<T>(x, constant<T>(1.44269502, 1.4426950408889634), 12582912, 6755399441055744);
  return v128.sub<T>(scaled, rounder<T>());
}

/** x - n ln 2; the upper part of ln 2 has so few digits that its product with n is exact. */
// @ts-ignore: decorator
@inline
function withoutLn2<T>(x: v128, n: v128): v128 {
  const upper = v128.mul<T>(n, constant<T>(0.693359375, 0.6931471803691238));
  const lower = v128.mul<T>(n, constant<T>(-2.12194440055e-4, 1.9082149292705877e-10));
  return v128.sub<T>(v128.sub<T>(x, upper), lower);
}

/** exp(r) - 1 for |r| <= ln 2 / 2. */
// @ts-ignore: decorator
@inline
function reducedExpm1<T>(r: v128): v128 {
  let p: v128;
  if (sizeof<T>() == 4) {
    p = f32x4.splat(0.001392625083);
  } else {
    p = f64x2.splat(2.09147553258932022e-9);
    p = step64(p, r, 2.51053127296221018e-8);
    p = step64(p, r, 2.75572734787185805e-7);
    p = step64(p, r, 2.75572551700008874e-6);
    p = step64(p, r, 2.48015873256774619e-5);
    p = step64(p, r, 1.98412698750022788e-4);
    p = step64(p, r, 1.38888888888837112e-3);
  }
  p = step<T>(p, r, 0.008363232884, 0.00833333333332608312);
  p = step<T>(p, r, 0.04166655421, 0.0416666666666666698);
  p = step<T>(p, r, 0.1666657667, 0.16666666666666671);
  p = step<T>(p, r, 0.5, 0.5);
  return madd<T>(p, v128.mul<T>(r, r), r);
}

/**
 * The exponential; 0 where it would be subnormal. Many processors compute with such numbers a hundred times slower, and
 * the tails of saturated units and of confident probabilities are full of them.
 */
// @ts-ignore: decorator
@inline
export function exp<T>(x: v128): v128 {
  const least = constant<T>(-87.33654, -708.396418532264);
  const bounded = v128.pmax<T>(v128.pmin<T>(x, constant<T>(89, 710)), least);
  const n = countOfLn2<T>(bounded);
  const p = reducedExpm1<T>(withoutLn2<T>(bounded, n));
  // Two factors, since one power of two cannot reach the largest results.
  const half = step<T>(n, constant<T>(0.5, 0.5), 12583039, 6755399441056767);
  const rest = v128.add<T>(v128.sub<T>(n, v128.sub<T>(half, biasedRounder<T>())), biasedRounder<T>());
  const scaled = v128.mul<T>(v128.add<T>(p, constant<T>(1, 1)), powerOfTwo<T>(half));
  return v128.andnot(v128.mul<T>(scaled, powerOfTwo<T>(rest)), v128.lt<T>(x, least));
}

/** exp(x) - 1, except that the sign of zero and subnormal x are lost. */
// @ts-ignore: decorator
@inline
function unsignedExpm1<T>(x: v128): v128 {
  const bounded = v128.pmax<T>(v128.pmin<T>(x, constant<T>(89, 710)), constant<T>(-50, -50));
  const n = countOfLn2<T>(bounded);
  const p = reducedExpm1<T>(withoutLn2<T>(bounded, n));
  // Half the power of two, doubled at the end, does not overflow before the result does.
  const half = powerOfTwo<T>(v128.add<T>(n, constant<T>(12583038, 6755399441056766)));
  const result = madd<T>(p, half, v128.sub<T>(half, constant<T>(0.5, 0.5)));
  return v128.add<T>(result, result);
}

// @ts-ignore: decorator
@inline
export function expm1<T>(x: v128): v128 {
  const isTiny = v128.lt<T>(v128.abs<T>(x), constant<T>(1e-8, 1e-17));
  return v128.bitselect(x, unsignedExpm1<T>(x), isTiny);
}

// @ts-ignore: decorator
@inline
export function tanh<T>(x: v128): v128 {
  const size = v128.abs<T>(x);
  const e = unsignedExpm1<T>(v128.pmin<T>(v128.add<T>(size, size), constant<T>(40, 80)));
  const quotient = v128.div<T>(e, v128.add<T>(e, constant<T>(2, 2)));
  const result = v128.bitselect(size, quotient, v128.lt<T>(size, constant<T>(1e-8, 1e-17)));
  return v128.bitselect(x, result, constant<T>(-0.0, -0.0));
}

/** log(1 + f) + n ln 2 + correction for -0.3 < f < 0.42. */
// @ts-ignore: decorator
@inline
function logOfParts<T>(f: v128, n: v128, correction: v128): v128 {
  const s = v128.div<T>(f, v128.add<T>(f, constant<T>(2, 2)));
  const z = v128.mul<T>(s, s);
  let p: v128;
  if (sizeof<T>() == 4) {
    p = f32x4.splat(0.2333161447);
  } else {
    p = f64x2.splat(0.14617807153417325);
    p = step64(p, z, 0.153316117220550079);
    p = step64(p, z, 0.181828924325368712);
    p = step64(p, z, 0.222222110893794962);
  }
  p = step<T>(p, z, 0.2855077863, 0.285714286262538376);
  p = step<T>(p, z, 0.4000012221, 0.399999999998988905);
  p = step<T>(p, z, 0.6666666655, 0.666666666666666971);
  const halfSquare = v128.mul<T>(v128.mul<T>(f, constant<T>(0.5, 0.5)), f);
  // Smallest first: log m = f - (f²/2 - s (f²/2 + z p)).
  const lower = madd<T>(n, constant<T>(-2.12194440055e-4, 1.9082149292705877e-10), correction);
  const tail = madd<T>(s, madd<T>(z, p, halfSquare), lower);
  const fractionLog = v128.add<T>(v128.sub<T>(tail, halfSquare), f);
  return madd<T>(n, constant<T>(0.693359375, 0.6931471803691238), fractionLog);
}

/** log(x) + correction for normal finite x > 0, k times ln 2 less: x is split as 2^n m, 0.7 < m < 1.42. */
// @ts-ignore: decorator
@inline
function normalLog<T>(x: v128, k: v128, correction: v128): v128 {
  const shifted = sizeof<T>() == 4
    ? i32x4.add(x, i32x4.splat(0x3f800000 - 0x3f3504f3))
    : i64x2.add(x, i64x2.splat(0x3ff0000000000000 - 0x3fe6a09e00000000));
  const exponent = sizeof<T>() == 4 ? i32x4.shr_u(shifted, 23) : i64x2.shr_u(shifted, 52);
  const fraction = v128.and(shifted, bits<T>(0x7fffff, 0xfffffffffffff));
  const m = sizeof<T>() == 4
    ? i32x4.add(fraction, i32x4.splat(0x3f3504f3))
    : i64x2.add(fraction, i64x2.splat(0x3fe6a09e00000000));
  // A whole number in the low bits of 2^23 (2^52) is that number added to it.
  const biased = v128.or(exponent, bits<T>(0x4b000000, 0x4330000000000000));
  const n = v128.sub<T>(v128.sub<T>(biased, constant<T>(8388735, 4503599627371519)), k);

  return logOfParts<T>(v128.sub<T>(m, constant<T>(1, 1)), n, correction);
}

/** The logarithm of x where it is not `result`: outside of 0 < x < infinity. */
// @ts-ignore: decorator
@inline
function withLogEdges<T>(x: v128, result: v128): v128 {
  const zero = constant<T>(0, 0);
  const isOrdinary = v128.and(v128.gt<T>(x, zero), v128.lt<T>(x, constant<T>(Infinity, Infinity)));
  let edge = v128.bitselect(constant<T>(NaN, NaN), x, v128.lt<T>(x, zero));
  edge = v128.bitselect(constant<T>(-Infinity, -Infinity), edge, v128.eq<T>(x, zero));
  return v128.bitselect(result, edge, isOrdinary);
}

// @ts-ignore: decorator
@inline
export function log<T>(x: v128): v128 {
  const isSubnormal = v128.lt<T>(x, constant<T>(1.17549435e-38, 2.2250738585072014e-308));
  const raised = v128.mul<T>(x, constant<T>(16777216, 18014398509481984));
  const normal = v128.bitselect(raised, x, isSubnormal);
  const k = v128.and(isSubnormal, constant<T>(24, 54));
  return withLogEdges<T>(x, normalLog<T>(normal, k, constant<T>(0, 0)));
}

/** log1p(x) for 0 <= x <= 1, as of the exponentials in a softplus: 1 + x is divided by 2 where that brings it nearer to 1. */
// @ts-ignore: decorator
@inline
function shortLog1p<T>(x: v128): v128 {
  const one = constant<T>(1, 1);
  const isHalved = v128.gt<T>(x, constant<T>(0.4142, 0.4142));
  const halved = v128.mul<T>(v128.sub<T>(x, one), constant<T>(0.5, 0.5));
  return logOfParts<T>(v128.bitselect(halved, x, isHalved), v128.and(isHalved, one), constant<T>(0, 0));
}

// @ts-ignore: decorator
@inline
export function log1p<T>(x: v128): v128 {
  const one = constant<T>(1, 1);
  const isShort = v128.and(v128.gt<T>(x, constant<T>(0, 0)), v128.le<T>(x, one));
  const short = shortLog1p<T>(x);
  if (sizeof<T>() == 4 ? i32x4.all_true(isShort) : i64x2.all_true(isShort)) return short;
  const u = v128.add<T>(x, one);
  // What rounding u lost, exactly; log(u + lost) = log(u) + lost / u.
  const lost = v128.bitselect(
    v128.sub<T>(one, v128.sub<T>(u, x)),
    v128.sub<T>(x, v128.sub<T>(u, one)),
    v128.gt<T>(x, one),
  );
  const long = withLogEdges<T>(u, normalLog<T>(u, constant<T>(0, 0), v128.div<T>(lost, u)));
  const result = v128.bitselect(short, long, isShort);
  return v128.bitselect(x, result, v128.lt<T>(v128.abs<T>(x), constant<T>(1e-8, 1e-17)));
}

/** erf(x) / x - 1 for x² = s <= 1. */
// @ts-ignore: decorator
@inline
function innerErf<T>(s: v128): v128 {
  let p: v128;
  if (sizeof<T>() == 4) {
    p = f32x4.splat(-0.0005648059866);
    p = step32(p, s, 0.004921762028);
    p = step32(p, s, -0.02671505423);
    p = step32(p, s, 0.1128031665);
    p = step32(p, s, -0.3761234378);
    return step32(p, s, 0.1283791262);
  }
  p = f64x2.splat(-7.79589882700214224e-10);
  p = step64(p, s, 1.37200645467776856e-8);
  p = step64(p, s, -1.62084838018717059e-7);
  p = step64(p, s, 1.64474247033173624e-6);
  p = step64(p, s, -1.49247369074196603e-5);
  p = step64(p, s, 1.20552949048397079e-4);
  p = step64(p, s, -8.54832597538969208e-4);
  p = step64(p, s, 5.22397760711642273e-3);
  p = step64(p, s, -0.0268661706432377704);
  p = step64(p, s, 0.112837916709450063);
  p = step64(p, s, -0.376126389031835404);
  return step64(p, s, 0.128379167095512567);
}

/** log(erfc(1 + u)) for 0 <= u <= 2.95 (f32) or 4.95 (f64). */
// @ts-ignore: decorator
@inline
function logErfc<T>(u: v128): v128 {
  let p: v128;
  if (sizeof<T>() == 4) {
    p = f32x4.splat(0.000185556351);
    p = step32(p, u, -0.001826143341);
    p = step32(p, u, 0.009890921209);
    p = step32(p, u, -0.04150072314);
    p = step32(p, u, -0.8431183297);
    p = step32(p, u, -2.638966812);
    return step32(p, u, -1.849605517);
  }
  p = f64x2.splat(-3.35476251910407134e-11);
  p = step64(p, u, 4.32205951867823174e-10);
  p = step64(p, u, -1.65218277538897082e-10);
  p = step64(p, u, -3.63631909784405009e-8);
  p = step64(p, u, 3.95896593477772293e-7);
  p = step64(p, u, -2.41203843316721545e-6);
  p = step64(p, u, 9.97006221160255132e-6);
  p = step64(p, u, -2.74297604289493146e-5);
  p = step64(p, u, 2.64239290903487152e-5);
  p = step64(p, u, 2.37267064177313683e-4);
  p = step64(p, u, -1.97788830743253422e-3);
  p = step64(p, u, 0.0100338230171237694);
  p = step64(p, u, -0.0415610978118207779);
  p = step64(p, u, -0.843107256370153699);
  p = step64(p, u, -2.63896751423456739);
  return step64(p, u, -1.84960550993324897);
}

// @ts-ignore: decorator
@inline
export function erf<T>(x: v128): v128 {
  const size = v128.abs<T>(x);
  const s = v128.mul<T>(size, size);
  const inner = madd<T>(innerErf<T>(s), size, size);
  const u = v128.sub<T>(v128.pmin<T>(size, constant<T>(3.95, 5.95)), constant<T>(1, 1));
  const outer = v128.sub<T>(constant<T>(1, 1), exp<T>(logErfc<T>(u)));
  const result = v128.bitselect(inner, outer, v128.lt<T>(size, constant<T>(1, 1)));
  return v128.bitselect(x, result, constant<T>(-0.0, -0.0));
}

// Vectors cannot cross to JavaScript; the modules of the pointwise compiler import these.

export function exp_f32(x: v128): v128 {
  return exp<f32>(x);
}
export function exp_f64(x: v128): v128 {
  return exp<f64>(x);
}
export function expm1_f32(x: v128): v128 {
  return expm1<f32>(x);
}
export function expm1_f64(x: v128): v128 {
  return expm1<f64>(x);
}
export function log_f32(x: v128): v128 {
  return log<f32>(x);
}
export function log_f64(x: v128): v128 {
  return log<f64>(x);
}
export function log1p_f32(x: v128): v128 {
  return log1p<f32>(x);
}
export function log1p_f64(x: v128): v128 {
  return log1p<f64>(x);
}
export function tanh_f32(x: v128): v128 {
  return tanh<f32>(x);
}
export function tanh_f64(x: v128): v128 {
  return tanh<f64>(x);
}
export function erf_f32(x: v128): v128 {
  return erf<f32>(x);
}
export function erf_f64(x: v128): v128 {
  return erf<f64>(x);
}
