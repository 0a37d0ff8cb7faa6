// One step of a recurrent cell for one row of a batch, forward and backward.
//
// Forward leaves the gates' activations where their sums were: backward needs no others. A sum that is NaN or
// infinite gives NaN: a network that diverged must not come out as saturated.

import { flushSubnormal } from "./lanes";
import { exp, tanh } from "./math";
import { storeRow } from "./softmax";

/** 0, or NaN where x is NaN or infinite. */
// @ts-ignore: decorator
@inline
function nanUnlessFinite<T>(x: v128): v128 {
  return v128.sub<T>(x, x);
}

// @ts-ignore: decorator
@inline
function sigmoidOf<T>(x: v128): v128 {
  const one = v128.splat<T>(1);
  const value = v128.div<T>(one, v128.add<T>(one, exp<T>(v128.neg<T>(x))));
  return v128.add<T>(value, nanUnlessFinite<T>(x));
}

// @ts-ignore: decorator
@inline
function tanhOf<T>(x: v128): v128 {
  return v128.add<T>(tanh<T>(x), nanUnlessFinite<T>(x));
}

/** `σ′ = y (1 - y)`, by the value y of the sigmoid. */
// @ts-ignore: decorator
@inline
function sigmoidSlope<T>(y: v128): v128 {
  return v128.mul<T>(y, v128.sub<T>(v128.splat<T>(1), y));
}

/** `tanh′ = (1 - y) (1 + y)`, by its value y. */
// @ts-ignore: decorator
@inline
function tanhSlope<T>(y: v128): v128 {
  const one = v128.splat<T>(1);
  return v128.mul<T>(v128.sub<T>(one, y), v128.add<T>(one, y));
}

/** Gradients fade on their way through time; those that became subnormal would slow down all products of them. */
// @ts-ignore: decorator
@inline
function storeGradient<T>(to: usize, gradient: v128, columns: i32): void {
  storeRow<T>(to, flushSubnormal<T>(gradient), columns);
}

/** `h = tanh(g + b)`, or the rectifier; g receives h. */
// @ts-ignore: decorator
@inline
export function plainCell<T>(H: i32, isRelu: bool, gates: usize, bias: usize, h: usize): void {
  const size = sizeof<T>();
  for (let j = 0; j < H; j += <i32>(16 / size)) {
    const at = <usize>j * size;
    const sum = v128.add<T>(v128.load(gates + at), v128.load(bias + at));
    const value = isRelu
      ? v128.add<T>(v128.max<T>(sum, v128.splat<T>(0)), nanUnlessFinite<T>(sum))
      : tanhOf<T>(sum);
    storeRow<T>(h + at, value, H - j);
    storeRow<T>(gates + at, value, H - j);
  }
}

/** `dg = h′ (dy + dh)`; dh becomes 0. */
// @ts-ignore: decorator
@inline
export function plainGradient<T>(H: i32, isRelu: bool, gates: usize, dy: usize, dh: usize, dGates: usize): void {
  const size = sizeof<T>();
  const zero = v128.splat<T>(0);
  for (let j = 0; j < H; j += <i32>(16 / size)) {
    const at = <usize>j * size;
    const y = v128.load(gates + at);
    const gradient = v128.add<T>(v128.load(dy + at), v128.load(dh + at));
    const passed = isRelu
      // Where y is NaN, 0 y keeps it from becoming a gradient of 0.
      ? v128.bitselect(gradient, v128.mul<T>(y, zero), v128.gt<T>(y, zero))
      : v128.mul<T>(gradient, tanhSlope<T>(y));
    storeGradient<T>(dGates + at, passed, H - j);
    storeRow<T>(dh + at, zero, H - j);
  }
}

/** `c = f c0 + i g`, `h = o tanh c`; c0 is the state before, 0 for none. */
// @ts-ignore: decorator
@inline
export function lstmCell<T>(H: i32, gates: usize, bias: usize, c0: usize, c: usize, h: usize): void {
  const size = sizeof<T>();
  const stride = <usize>H * size;
  for (let j = 0; j < H; j += <i32>(16 / size)) {
    const at = <usize>j * size;
    const atI = gates + at, atF = atI + stride, atG = atF + stride, atO = atG + stride;
    const biasI = bias + at, biasF = biasI + stride, biasG = biasF + stride, biasO = biasG + stride;
    const i = sigmoidOf<T>(v128.add<T>(v128.load(atI), v128.load(biasI)));
    const f = sigmoidOf<T>(v128.add<T>(v128.load(atF), v128.load(biasF)));
    const g = tanhOf<T>(v128.add<T>(v128.load(atG), v128.load(biasG)));
    const o = sigmoidOf<T>(v128.add<T>(v128.load(atO), v128.load(biasO)));
    const added = v128.mul<T>(i, g);
    const state = c0 ? v128.add<T>(v128.mul<T>(f, v128.load(c0 + at)), added) : added;
    const left = H - j;
    storeRow<T>(atI, i, left);
    storeRow<T>(atF, f, left);
    storeRow<T>(atG, g, left);
    storeRow<T>(atO, o, left);
    storeRow<T>(c + at, state, left);
    storeRow<T>(h + at, v128.mul<T>(o, tanhOf<T>(state)), left);
  }
}

/** The gradients of the four sums; dc becomes that of the cell state before, dh becomes 0. */
// @ts-ignore: decorator
@inline
export function lstmGradient<T>(
  H: i32, gates: usize, c0: usize, c: usize, dy: usize, dh: usize, dc: usize, dGates: usize,
): void {
  const size = sizeof<T>();
  const stride = <usize>H * size;
  const zero = v128.splat<T>(0);
  for (let j = 0; j < H; j += <i32>(16 / size)) {
    const at = <usize>j * size;
    const atI = gates + at, atF = atI + stride, atG = atF + stride, atO = atG + stride;
    const i = v128.load(atI), f = v128.load(atF), g = v128.load(atG), o = v128.load(atO);
    const y = tanhOf<T>(v128.load(c + at));
    const gradient = v128.add<T>(v128.load(dy + at), v128.load(dh + at));
    const ofState = v128.add<T>(
      v128.load(dc + at),
      v128.mul<T>(v128.mul<T>(gradient, o), tanhSlope<T>(y)),
    );
    const before = c0 ? v128.load(c0 + at) : zero;
    const left = H - j;
    const toI = dGates + at, toF = toI + stride, toG = toF + stride, toO = toG + stride;
    storeGradient<T>(toI, v128.mul<T>(v128.mul<T>(ofState, g), sigmoidSlope<T>(i)), left);
    storeGradient<T>(toF, v128.mul<T>(v128.mul<T>(ofState, before), sigmoidSlope<T>(f)), left);
    storeGradient<T>(toG, v128.mul<T>(v128.mul<T>(ofState, i), tanhSlope<T>(g)), left);
    storeGradient<T>(toO, v128.mul<T>(v128.mul<T>(gradient, y), sigmoidSlope<T>(o)), left);
    storeGradient<T>(dc + at, v128.mul<T>(ofState, f), left);
    storeRow<T>(dh + at, zero, left);
  }
}

/** `h = (1 - z) n + z h0` with `n = tanh(gₙ + r uₙ)`; u, the products of the state before, receives its bias. */
// @ts-ignore: decorator
@inline
export function gruCell<T>(H: i32, gates: usize, u: usize, bias: usize, h0: usize, h: usize): void {
  const size = sizeof<T>();
  const stride = <usize>H * size;
  for (let j = 0; j < H; j += <i32>(16 / size)) {
    const at = <usize>j * size;
    const atR = gates + at, atZ = atR + stride, atN = atZ + stride;
    const uR = u + at, uZ = uR + stride, uN = uZ + stride;
    const biasR = bias + at, biasZ = biasR + stride, biasN = biasZ + stride;
    const r = sigmoidOf<T>(v128.add<T>(v128.load(atR), v128.add<T>(v128.load(uR), v128.load(biasR))));
    const z = sigmoidOf<T>(v128.add<T>(v128.load(atZ), v128.add<T>(v128.load(uZ), v128.load(biasZ))));
    const inner = v128.add<T>(v128.load(uN), v128.load(biasN));
    const n = tanhOf<T>(v128.add<T>(v128.load(atN), v128.mul<T>(r, inner)));
    const added = v128.mul<T>(v128.sub<T>(v128.splat<T>(1), z), n);
    const left = H - j;
    storeRow<T>(atR, r, left);
    storeRow<T>(atZ, z, left);
    storeRow<T>(atN, n, left);
    storeRow<T>(uN, inner, left);
    storeRow<T>(h + at, h0 ? v128.add<T>(added, v128.mul<T>(z, v128.load(h0 + at))) : added, left);
  }
}

/** The gradients of the sums and of the products u; dh becomes what reaches the state before past the gates. */
// @ts-ignore: decorator
@inline
export function gruGradient<T>(
  H: i32, gates: usize, u: usize, h0: usize, dy: usize, dh: usize, dGates: usize, dU: usize,
): void {
  const size = sizeof<T>();
  const stride = <usize>H * size;
  const zero = v128.splat<T>(0), one = v128.splat<T>(1);
  for (let j = 0; j < H; j += <i32>(16 / size)) {
    const at = <usize>j * size;
    const atR = gates + at, atZ = atR + stride, atN = atZ + stride;
    const r = v128.load(atR), z = v128.load(atZ), n = v128.load(atN);
    const inner = v128.load(u + 2 * stride + at);
    const before = h0 ? v128.load(h0 + at) : zero;
    const gradient = v128.add<T>(v128.load(dy + at), v128.load(dh + at));
    const ofN = v128.mul<T>(v128.mul<T>(gradient, v128.sub<T>(one, z)), tanhSlope<T>(n));
    const ofZ = v128.mul<T>(v128.mul<T>(gradient, v128.sub<T>(before, n)), sigmoidSlope<T>(z));
    const ofR = v128.mul<T>(v128.mul<T>(ofN, inner), sigmoidSlope<T>(r));
    const left = H - j;
    const toR = dGates + at, toZ = toR + stride, toN = toZ + stride;
    const toUR = dU + at, toUZ = toUR + stride, toUN = toUZ + stride;
    storeGradient<T>(toR, ofR, left);
    storeGradient<T>(toZ, ofZ, left);
    storeGradient<T>(toN, ofN, left);
    storeGradient<T>(toUR, ofR, left);
    storeGradient<T>(toUZ, ofZ, left);
    storeGradient<T>(toUN, v128.mul<T>(ofN, r), left);
    storeGradient<T>(dh + at, v128.mul<T>(gradient, z), left);
  }
}
