// Nothing but multiplications and additions in registers: what the units of one thread allow.

import { addLanes } from "./reduce";

/** Adds `one` times itself to 12 vectors, 4 times a turn; the sum of all lanes counts the multiply-adds. */
// @ts-ignore: decorator
@inline
function multiplyAdds<T>(turns: i32, one: T): f64 {
  const x = v128.splat<T>(one);
  let c0 = v128.splat<T>(0), c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0;
  let c6 = c0, c7 = c0, c8 = c0, c9 = c0, c10 = c0, c11 = c0;
  let steps = 4 * turns;
  // unroll 4
  for (; steps > 0; steps--) {
    c0 = v128.relaxed_madd<T>(x, x, c0); c1 = v128.relaxed_madd<T>(x, x, c1);
    c2 = v128.relaxed_madd<T>(x, x, c2); c3 = v128.relaxed_madd<T>(x, x, c3);
    c4 = v128.relaxed_madd<T>(x, x, c4); c5 = v128.relaxed_madd<T>(x, x, c5);
    c6 = v128.relaxed_madd<T>(x, x, c6); c7 = v128.relaxed_madd<T>(x, x, c7);
    c8 = v128.relaxed_madd<T>(x, x, c8); c9 = v128.relaxed_madd<T>(x, x, c9);
    c10 = v128.relaxed_madd<T>(x, x, c10); c11 = v128.relaxed_madd<T>(x, x, c11);
  }
  return <f64>addLanes<T>(c0) + <f64>addLanes<T>(c1) + <f64>addLanes<T>(c2) + <f64>addLanes<T>(c3) +
    <f64>addLanes<T>(c4) + <f64>addLanes<T>(c5) + <f64>addLanes<T>(c6) + <f64>addLanes<T>(c7) +
    <f64>addLanes<T>(c8) + <f64>addLanes<T>(c9) + <f64>addLanes<T>(c10) + <f64>addLanes<T>(c11);
}

export function multiplyAdds_f32(turns: i32, one: f32): f64 {
  return multiplyAdds<f32>(turns, one);
}

export function multiplyAdds_f64(turns: i32, one: f64): f64 {
  return multiplyAdds<f64>(turns, one);
}
