// Transforms of F(4x4, 3x3) by whole planes, a lane each: those of several images or of several channels.
//
// Rows are read from the images themselves and transformed once, though tiles of inputs above and below share two of them.
// What lies outside of an image is zeros, whose transforms are zeros too.

import { gated } from "./convolution_plan";
import { firsts, high, low, seconds } from "./gemm_panels";
import { transformGradient, transformGradientColumns } from "./winograd_gradient_transforms";
import { WinogradPlan } from "./winograd_plan";
import { a, a2, b, b2 } from "./winograd_points";
import { factor, transformInput, transformInputColumns } from "./winograd_transforms";

/** Bytes of a transformed row of a tile. */
const rowBytes: usize = 96;

/** Rows of a column of tiles, which the first row above the image begins. */
// @ts-ignore: decorator
@inline
function tileRowsOf(plan: WinogradPlan): i32 {
  return 4 * plan.tileRows + 2;
}

/** Whether images have one row and one column of zeros before them, as `inputPlanes` takes them. */
// @ts-ignore: decorator
@inline
export function hasFrame(plan: WinogradPlan): bool {
  return (plan.top & plan.left) == 1;
}

/** Makes the rows at `rows` zeros that lie above and below the images. */
// @ts-ignore: decorator
@inline
export function clearOuterRows(plan: WinogradPlan, rows: usize): void {
  const columnBytes = <usize>tileRowsOf(plan) * rowBytes, below = min(<usize>(plan.height + 1) * rowBytes, columnBytes);
  for (let column = 0; column < plan.tileColumns; column++) {
    memory.fill(rows, 0, rowBytes);
    memory.fill(rows + below, 0, columnBytes - below);
    rows += columnBytes;
  }
}

// @ts-ignore: decorator
@inline
function loadGated<T>(from: usize, toGate: usize): v128 {
  const value = v128.load(from);
  return toGate ? gated<T>(value, v128.load(from + toGate)) : value;
}

/**
 * `Bᵀ d B` of all tiles of the planes at `x0` to `x3` (`x0` and `x1` for f64), one a lane: frequencies `step` bytes apart,
 * tiles in their order `tileStep` bytes apart at `to`. `toGate` is 0, or how far behind a gradient the output of its relu is.
 *
 * `rows` takes the transformed rows, the outer ones of which are zeros.
 */
export function inputPlanes<T>(
  plan: WinogradPlan, x0: usize, x1: usize, x2: usize, x3: usize, toGate: usize, rows: usize, to: usize, tileStep: usize, step: usize,
): void {
  const size = sizeof<T>();
  const one = <T>plan.groups;
  const byA = factor<T>(one, a), byB = factor<T>(one, b), negativeA = factor<T>(one, -a), negativeB = factor<T>(one, -b);
  const negativeA2 = factor<T>(one, -a2), negativeB2 = factor<T>(one, -b2);
  const all = factor<T>(one, a2 * b2), negativeSum = factor<T>(one, -a2 - b2);
  const zero = v128.splat<T>(0);
  const height = min(plan.height, tileRowsOf(plan) - 1), columns = plan.tileColumns << 2;
  const columnBytes = <usize>tileRowsOf(plan) * rowBytes;
  const blockBytes = <usize>(4 * size), lineBytes = <usize>plan.width * size;
  const end = rows + <usize>(height + 1) * rowBytes;
  for (let row = rows + rowBytes; row < end; row += rowBytes) {
    let before = zero, c0 = zero, c1 = zero, c2 = zero, c3 = zero;
    let target = row, at: usize = 0;
    // Each turn reads four columns and transforms those of the tile before.
    for (let left = plan.width, tile = -4; tile < columns; tile += 4) {
      let n0 = zero, n1 = zero, n2 = zero, n3 = zero;
      if (left > 0) {
        if (size == 4) {
          const r0 = loadGated<T>(x0 + at, toGate), r1 = loadGated<T>(x1 + at, toGate);
          const r2 = loadGated<T>(x2 + at, toGate), r3 = loadGated<T>(x3 + at, toGate);
          const low01 = low(r0, r1), low23 = low(r2, r3), high01 = high(r0, r1), high23 = high(r2, r3);
          n0 = firsts(low01, low23);
          n1 = seconds(low01, low23);
          n2 = firsts(high01, high23);
          n3 = seconds(high01, high23);
        } else {
          const r0 = loadGated<T>(x0 + at, toGate), r1 = loadGated<T>(x1 + at, toGate);
          const s0 = loadGated<T>(x0 + at + 16, toGate), s1 = loadGated<T>(x1 + at + 16, toGate);
          n0 = firsts(r0, r1);
          n1 = seconds(r0, r1);
          n2 = firsts(s0, s1);
          n3 = seconds(s0, s1);
        }
        // What follows a row is another's.
        if (left < 4) {
          n3 = zero;
          if (left < 3) n2 = zero;
          if (left < 2) n1 = zero;
        }
        at += blockBytes;
        left -= 4;
      }
      if (tile >= 0) {
        transformInput<T>(
          before, c0, c1, c2, c3, n0, target, 16, byA, byB, negativeA, negativeB, negativeA2, negativeB2, all, negativeSum,
        );
        target += columnBytes;
      }
      before = c3;
      c0 = n0;
      c1 = n1;
      c2 = n2;
      c3 = n3;
    }
    x0 += lineBytes;
    x1 += lineBytes;
    x2 += lineBytes;
    x3 += lineBytes;
  }
  for (let tileRow = 0; tileRow < plan.tileRows; tileRow++) {
    let from = rows;
    for (let tile = 0; tile < columns; tile += 4) {
      transformInputColumns<T>(from, to, step, byA, byB, negativeA, negativeB, negativeA2, negativeB2, all, negativeSum);
      from += columnBytes;
      to += tileStep;
    }
    rows += 4 * rowBytes;
  }
}

/**
 * `A y Aᵀ` of all tiles of the planes at `x0` to `x3`, gradients of outputs of `height` rows by `width` columns, in the same
 * way. `input` is the plan of the inputs, whose tiles they are.
 */
export function gradientPlanes<T>(
  input: WinogradPlan, height: i32, width: i32, x0: usize, x1: usize, x2: usize, x3: usize, toGate: usize, rows: usize, to: usize,
  tileStep: usize, step: usize,
): void {
  const size = sizeof<T>();
  const one = <T>input.groups;
  const byA = factor<T>(one, a), byB = factor<T>(one, b), negativeA = factor<T>(one, -a), negativeB = factor<T>(one, -b);
  const byA2 = factor<T>(one, a2), byB2 = factor<T>(one, b2);
  const zero = v128.splat<T>(0);
  const columns = input.tileColumns << 2;
  const columnBytes = <usize>input.tileRows * (4 * rowBytes);
  const blockBytes = <usize>(4 * size), lineBytes = <usize>width * size;
  const end = rows + columnBytes;
  for (let row = rows; row < end; row += rowBytes) {
    let target = row, at: usize = 0;
    for (let column = 0; column < columns; column += 4) {
      const left = height > 0 ? width - column : 0;
      let n0 = zero, n1 = zero, n2 = zero, n3 = zero;
      if (left > 0) {
        if (size == 4) {
          const r0 = loadGated<T>(x0 + at, toGate), r1 = loadGated<T>(x1 + at, toGate);
          const r2 = loadGated<T>(x2 + at, toGate), r3 = loadGated<T>(x3 + at, toGate);
          const low01 = low(r0, r1), low23 = low(r2, r3), high01 = high(r0, r1), high23 = high(r2, r3);
          n0 = firsts(low01, low23);
          n1 = seconds(low01, low23);
          n2 = firsts(high01, high23);
          n3 = seconds(high01, high23);
        } else {
          const r0 = loadGated<T>(x0 + at, toGate), r1 = loadGated<T>(x1 + at, toGate);
          const s0 = loadGated<T>(x0 + at + 16, toGate), s1 = loadGated<T>(x1 + at + 16, toGate);
          n0 = firsts(r0, r1);
          n1 = seconds(r0, r1);
          n2 = firsts(s0, s1);
          n3 = seconds(s0, s1);
        }
        if (left < 4) {
          n3 = zero;
          if (left < 3) n2 = zero;
          if (left < 2) n1 = zero;
        }
        at += blockBytes;
      }
      transformGradient<T>(n0, n1, n2, n3, target, 16, byA, byB, negativeA, negativeB, byA2, byB2);
      target += columnBytes;
    }
    x0 += lineBytes;
    x1 += lineBytes;
    x2 += lineBytes;
    x3 += lineBytes;
    height--;
  }
  for (let tileRow = 0; tileRow < input.tileRows; tileRow++) {
    let from = rows;
    for (let column = 0; column < columns; column += 4) {
      transformGradientColumns<T>(from, to, step, byA, byB, negativeA, negativeB, byA2, byB2);
      from += columnBytes;
      to += tileStep;
    }
    rows += 4 * rowBytes;
  }
}
