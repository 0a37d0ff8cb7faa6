// A recurrent layer over all steps: a row of the batch goes through time on one thread, so that steps need not wait
// for other threads.
//
// Everything is [T, N, ...]: the rows of a step lie side by side. The products of the inputs come as `gates`.

import { product } from "./product";
import { gruCell, gruGradient, lstmCell, lstmGradient, plainCell, plainGradient } from "./recurrent_cells";

/** Written by core/recurrence as 32-bit words in this order. */
@unmanaged
class RecurrencePlan {
  /** 0 tanh, 1 relu, 2 LSTM, 3 GRU. */
  cell: i32;
  steps: i32;
  hidden: i32;
  /** Elements of a row of gates: 1, 4 or 3 times the hidden units. */
  width: i32;
  isReverse: i32;
  isNative: i32;
  /** The recurrent weight [hidden, width] and its transpose, with the elements from row to row. */
  weight: usize;
  weightRow: i32;
  transpose: usize;
  transposeRow: i32;
  bias: usize;
  gates: usize;
  /** Products of the state before, where they do not go into the gates; for a GRU. */
  products: usize;
  /** Cell states, for an LSTM. */
  cells: usize;
  states: usize;
  /** 1 where [N, T] is padding; address 0 for none. */
  mask: usize;
  stateGradients: usize;
  cellGradients: usize;
  gateGradients: usize;
  productGradients: usize;
}

const lstm: i32 = 2;
const gru: i32 = 3;

// @ts-ignore: decorator
@inline
function isPadding(plan: RecurrencePlan, n: i32, t: i32): bool {
  return plan.mask != 0 && load<i32>(plan.mask + (<usize>(n * plan.steps + t) << 2)) != 0;
}

/** A row of padding hands its states on. */
// @ts-ignore: decorator
@inline
function keepRow(bytes: usize, before: usize, now: usize): void {
  if (before) memory.copy(now, before, bytes);
  else memory.fill(now, 0, bytes);
}

// @ts-ignore: decorator
@inline
function forwardRow<T>(plan: RecurrencePlan, row: usize, before: usize, isFirst: bool): void {
  const size = sizeof<T>(), H = plan.hidden;
  const wide = row * <usize>plan.width * size, narrow = row * <usize>H * size;
  const narrow0 = before * <usize>H * size;
  const h = plan.states + narrow, h0 = isFirst ? 0 : plan.states + narrow0;
  const gates = plan.gates + wide;
  if (plan.cell == lstm) {
    lstmCell<T>(H, gates, plan.bias, isFirst ? 0 : plan.cells + narrow0, plan.cells + narrow, h);
  } else if (plan.cell == gru) {
    gruCell<T>(H, gates, plan.products + wide, plan.bias, h0, h);
  } else {
    plainCell<T>(H, plan.cell == 1, gates, plan.bias, h);
  }
}

/** All steps of the rows `from` to `to` of a batch of N. */
// @ts-ignore: decorator
@inline
function recurrence<T>(plan: RecurrencePlan, N: i32, from: i32, to: i32, workspace: usize): void {
  const size = sizeof<T>(), H = plan.hidden, width = plan.width;
  const rowBytes = <usize>H * size;
  for (let step = 0; step < plan.steps; step++) {
    const t = plan.isReverse ? plan.steps - 1 - step : step;
    const first = <usize>(t * N + from);
    const before = <usize>((plan.isReverse ? t + 1 : t - 1) * N + from);
    const isFirst = step == 0;
    const isApart = plan.cell == gru;
    const target = (isApart ? plan.products : plan.gates) + first * <usize>width * size;
    if (!isFirst) {
      const h0 = plan.states + before * rowBytes;
      product<T>(
        plan.isNative, to - from, width, H, h0, H, 1, plan.weight, plan.weightRow, 1, target, width,
        isApart ? 0 : 1, workspace,
      );
    } else if (isApart) {
      memory.fill(target, 0, <usize>((to - from) * width) * size);
    }
    for (let n = from; n < to; n++) {
      const offset = <usize>(n - from);
      if (isPadding(plan, n, t)) {
        const now = (first + offset) * rowBytes, last = (before + offset) * rowBytes;
        keepRow(rowBytes, isFirst ? 0 : plan.states + last, plan.states + now);
        if (plan.cell == lstm) keepRow(rowBytes, isFirst ? 0 : plan.cells + last, plan.cells + now);
      } else {
        forwardRow<T>(plan, first + offset, before + offset, isFirst);
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function gradientRow<T>(plan: RecurrencePlan, n: i32, row: usize, before: usize, isFirst: bool, dy: usize): void {
  const size = sizeof<T>(), H = plan.hidden;
  const wide = row * <usize>plan.width * size, narrow = row * <usize>H * size;
  const narrow0 = before * <usize>H * size;
  const gates = plan.gates + wide, dGates = plan.gateGradients + wide;
  const carried = <usize>n * <usize>H * size, dh = plan.stateGradients + carried;
  if (plan.cell == lstm) {
    lstmGradient<T>(
      H, gates, isFirst ? 0 : plan.cells + narrow0, plan.cells + narrow, dy + narrow, dh,
      plan.cellGradients + carried, dGates,
    );
  } else if (plan.cell == gru) {
    gruGradient<T>(
      H, gates, plan.products + wide, isFirst ? 0 : plan.states + narrow0, dy + narrow, dh, dGates,
      plan.productGradients + wide,
    );
  } else {
    plainGradient<T>(H, plan.cell == 1, gates, dy + narrow, dh, dGates);
  }
}

/** The gradients of the gates of the rows `from` to `to`, back through all steps; `dy` is that of the states. */
// @ts-ignore: decorator
@inline
function recurrenceGradient<T>(plan: RecurrencePlan, N: i32, from: i32, to: i32, dy: usize, workspace: usize): void {
  const size = sizeof<T>(), H = plan.hidden, width = plan.width;
  const wideBytes = <usize>width * size;
  const carried = <usize>from * <usize>H * size, carriedBytes = <usize>((to - from) * H) * size;
  memory.fill(plan.stateGradients + carried, 0, carriedBytes);
  if (plan.cell == lstm) memory.fill(plan.cellGradients + carried, 0, carriedBytes);
  for (let step = plan.steps - 1; step >= 0; step--) {
    const t = plan.isReverse ? plan.steps - 1 - step : step;
    const first = <usize>(t * N + from);
    const before = <usize>((plan.isReverse ? t + 1 : t - 1) * N + from);
    const isFirst = step == 0;
    for (let n = from; n < to; n++) {
      const offset = <usize>(n - from);
      if (isPadding(plan, n, t)) {
        memory.fill(plan.gateGradients + (first + offset) * wideBytes, 0, wideBytes);
        if (plan.cell == gru) memory.fill(plan.productGradients + (first + offset) * wideBytes, 0, wideBytes);
      } else {
        gradientRow<T>(plan, n, first + offset, before + offset, isFirst, dy);
      }
    }
    if (isFirst) return;
    const source = (plan.cell == gru ? plan.productGradients : plan.gateGradients) + first * wideBytes;
    product<T>(
      plan.isNative, to - from, H, width, source, width, 1, plan.transpose, plan.transposeRow, 1,
      plan.stateGradients + carried, H, 1, workspace,
    );
  }
}

/** The pieces `from` to `to` of `pieceRows` rows each: a native product's bits depend on how many rows it is given. */
// @ts-ignore: decorator
@inline
function pieces<T>(from: i32, to: i32, plan: RecurrencePlan, N: i32, pieceRows: i32, dy: usize, workspace: usize): void {
  for (let piece = from; piece < to; piece++) {
    const first = piece * pieceRows, last = min(first + pieceRows, N);
    if (dy) recurrenceGradient<T>(plan, N, first, last, dy, workspace);
    else recurrence<T>(plan, N, first, last, workspace);
  }
}

/** Forward where `dy` is 0, else backward. */
export function recurrence_f32(from: i32, to: i32, plan: usize, N: i32, pieceRows: i32, dy: usize, workspace: usize): void {
  pieces<f32>(from, to, changetype<RecurrencePlan>(plan), N, pieceRows, dy, workspace);
}

export function recurrence_f64(from: i32, to: i32, plan: usize, N: i32, pieceRows: i32, dy: usize, workspace: usize): void {
  pieces<f64>(from, to, changetype<RecurrencePlan>(plan), N, pieceRows, dy, workspace);
}
