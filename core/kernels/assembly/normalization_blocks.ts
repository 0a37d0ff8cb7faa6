// Normalization over the batch of images whose channels lie in blocks of 16, [N, C / 16, S, 16].
//
// At each place the values of a block's channels are vectors side by side, so that sums are those of lanes. They run over
// short rows of places in the element type, centred on numbers near the means, and from there in f64, example by example
// within a piece of the batch. `sums` holds [pieces, 2, C] f64 numbers, `factors` rows of C numbers, see
// core/normalization/_block_normalization.ts.

/** Channels of a block, and places whose values are added up in the element type. */
const blockChannels: usize = 16;
const rowPlaces: i32 = 64;

/** Adds the lanes of a vector to the f64 numbers at `at`. */
// @ts-ignore: decorator
@inline
function addLanesTo<T>(at: usize, value: v128): void {
  if (sizeof<T>() == 8) {
    v128.store(at, f64x2.add(v128.load(at), value));
    return;
  }
  const high = i32x4.shuffle(value, value, 2, 3, 2, 3);
  v128.store(at, f64x2.add(v128.load(at), f64x2.promote_low_f32x4(value)));
  v128.store(at, f64x2.add(v128.load(at, 16), f64x2.promote_low_f32x4(high)), 16);
}

/** Where the f64 sums of the channel lie whose T numbers lie so many bytes from the first's. */
// @ts-ignore: decorator
@inline
function sumOffset<T>(bytes: usize): usize {
  return bytes * (8 / sizeof<T>());
}

/** Adds `Σ d` and `Σ d²` of a vector of channels, whose squares are beyond the element type, in f64. */
function addWideDeviations<T>(places: i32, x: usize, center: usize, sums: usize, squares: usize): void {
  for (; places > 0; places--) {
    for (let lane: usize = 0; lane < 64 / sizeof<T>(); lane++) {
      const offset = lane * sizeof<T>(), at = lane << 3;
      const deviation = <f64>load<T>(x + offset) - <f64>load<T>(center + offset);
      store<f64>(sums + at, load<f64>(sums + at) + deviation);
      store<f64>(squares + at, load<f64>(squares + at) + deviation * deviation);
    }
    x += blockChannels * sizeof<T>();
  }
}

/** Adds `Σ d` and `Σ d²` of the deviations `d = x - center` of four vectors of channels. */
function addDeviations<T>(places: i32, x: usize, center: usize, sums: usize, squares: usize): void {
  const c0 = v128.load(center), c1 = v128.load(center, 16), c2 = v128.load(center, 32), c3 = v128.load(center, 48);
  while (places > 0) {
    const count = min(places, rowPlaces), row = x;
    let s0 = v128.splat<T>(0), s1 = s0, s2 = s0, s3 = s0, q0 = s0, q1 = s0, q2 = s0, q3 = s0;
    for (let i = count; i > 0; i--) {
      let d = v128.sub<T>(v128.load(x), c0);
      s0 = v128.add<T>(s0, d); q0 = v128.add<T>(q0, v128.mul<T>(d, d));
      d = v128.sub<T>(v128.load(x, 16), c1);
      s1 = v128.add<T>(s1, d); q1 = v128.add<T>(q1, v128.mul<T>(d, d));
      d = v128.sub<T>(v128.load(x, 32), c2);
      s2 = v128.add<T>(s2, d); q2 = v128.add<T>(q2, v128.mul<T>(d, d));
      d = v128.sub<T>(v128.load(x, 48), c3);
      s3 = v128.add<T>(s3, d); q3 = v128.add<T>(q3, v128.mul<T>(d, d));
      x += blockChannels * sizeof<T>();
    }
    places -= count;
    const all = v128.add<T>(v128.add<T>(q0, q1), v128.add<T>(q2, q3));
    if (!i32x4.all_true(v128.lt<T>(all, v128.splat<T>(<T>Infinity)))) {
      addWideDeviations<T>(count, row, center, sums, squares);
      continue;
    }
    const step = sumOffset<T>(16);
    addLanesTo<T>(sums, s0); addLanesTo<T>(squares, q0);
    addLanesTo<T>(sums + step, s1); addLanesTo<T>(squares + step, q1);
    addLanesTo<T>(sums + 2 * step, s2); addLanesTo<T>(squares + 2 * step, q2);
    addLanesTo<T>(sums + 3 * step, s3); addLanesTo<T>(squares + 3 * step, q3);
  }
}

/** The sums `Σ d` and `Σ d²` of the deviations of all channels from their centers, pieces `from` to `to`. */
// @ts-ignore: decorator
@inline
function blockDeviations<T>(
  from: i32, to: i32, pieceExamples: i32, N: i32, C: i32, S: i32, x: usize, factors: usize, sums: usize,
): void {
  const channels = <usize>C * sizeof<T>(), run = <usize>S * blockChannels * sizeof<T>();
  for (let piece = from; piece < to; piece++) {
    const first = sums + <usize>piece * (<usize>C << 4), second = first + (<usize>C << 3);
    memory.fill(first, 0, <usize>C << 4);
    const end = min(N, (piece + 1) * pieceExamples);
    let at = x + <usize>(piece * pieceExamples) * <usize>S * channels;
    for (let n = piece * pieceExamples; n < end; n++) {
      for (let block: usize = 0; block < channels; block += blockChannels * sizeof<T>()) {
        for (let part: usize = 0; part < blockChannels * sizeof<T>(); part += 64) {
          const c = block + part, place = sumOffset<T>(c);
          addDeviations<T>(S, at + part, factors + c, first + place, second + place);
        }
        at += run;
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function scaled<T>(x: v128, center: v128, scale: v128, offset: v128, least: v128): v128 {
  return v128.pmax<T>(v128.add<T>(v128.mul<T>(v128.sub<T>(x, center), scale), offset), least);
}

/** `y = (x - center) scale + offset`, and at least `least`, of two vectors of channels. */
// @ts-ignore: decorator
@inline
function normalizeRow<T>(places: i32, x: usize, factors: usize, row: usize, least: v128, y: usize): void {
  const m0 = v128.load(factors), m1 = v128.load(factors, 16);
  const a0 = v128.load(factors + row), a1 = v128.load(factors + row, 16);
  const b0 = v128.load(factors + 2 * row), b1 = v128.load(factors + 2 * row, 16);
  // unroll 4
  for (; places > 0; places--) {
    v128.store(y, scaled<T>(v128.load(x), m0, a0, b0, least));
    v128.store(y, scaled<T>(v128.load(x, 16), m1, a1, b1, least), 16);
    x += blockChannels * sizeof<T>();
    y += blockChannels * sizeof<T>();
  }
}

/** `y = (x - center) scale + offset`, rectified when asked, of the examples `from` to `to`. */
// @ts-ignore: decorator
@inline
function blockNormalize<T>(
  from: i32, to: i32, C: i32, S: i32, x: usize, factors: usize, relu: i32, y: usize,
): void {
  const channels = <usize>C * sizeof<T>(), stride = blockChannels * sizeof<T>();
  const least = v128.splat<T>(relu ? 0 : <T>-Infinity);
  let offset = <usize>from * <usize>S * channels;
  for (let n = from; n < to; n++) {
    for (let block: usize = 0; block < channels; block += stride) {
      for (let left = S; left > 0; left -= rowPlaces) {
        const places = min(left, rowPlaces);
        for (let part: usize = 0; part < stride; part += 32) {
          normalizeRow<T>(places, x + offset + part, factors + block + part, channels, least, y + offset + part);
        }
        offset += <usize>places * stride;
      }
    }
  }
}

/** A gradient behind the relu of `d scale + offset`; a NaN passes. */
// @ts-ignore: decorator
@inline
function gatedBy<T>(rectifies: bool, gradient: v128, d: v128, scale: v128, offset: v128): v128 {
  if (!rectifies) return gradient;
  return v128.andnot(gradient, v128.le<T>(v128.add<T>(v128.mul<T>(d, scale), offset), v128.splat<T>(0)));
}

/** Adds `Σ dy` and `Σ dy (x - center) inverse` of two vectors of channels, over at most `rowPlaces` places. */
// @ts-ignore: decorator
@inline
function addGradients<T>(
  rectifies: bool, places: i32, x: usize, dy: usize, factors: usize, row: usize, sums: usize, products: usize,
): void {
  const m0 = v128.load(factors), m1 = v128.load(factors, 16);
  const a0 = v128.load(factors + row), a1 = v128.load(factors + row, 16);
  const b0 = v128.load(factors + 2 * row), b1 = v128.load(factors + 2 * row, 16);
  const i0 = v128.load(factors + 3 * row), i1 = v128.load(factors + 3 * row, 16);
  let s0 = v128.splat<T>(0), s1 = s0, p0 = s0, p1 = s0;
  for (; places > 0; places--) {
    const d0 = v128.sub<T>(v128.load(x), m0), g0 = gatedBy<T>(rectifies, v128.load(dy), d0, a0, b0);
    s0 = v128.add<T>(s0, g0); p0 = v128.add<T>(p0, v128.mul<T>(g0, v128.mul<T>(d0, i0)));
    const d1 = v128.sub<T>(v128.load(x, 16), m1), g1 = gatedBy<T>(rectifies, v128.load(dy, 16), d1, a1, b1);
    s1 = v128.add<T>(s1, g1); p1 = v128.add<T>(p1, v128.mul<T>(g1, v128.mul<T>(d1, i1)));
    x += blockChannels * sizeof<T>();
    dy += blockChannels * sizeof<T>();
  }
  const step = sumOffset<T>(16);
  addLanesTo<T>(sums, s0); addLanesTo<T>(products, p0);
  addLanesTo<T>(sums + step, s1); addLanesTo<T>(products + step, p1);
}

/** The sums `Σ dy` and `Σ dy (x - center) inverse` of all channels, pieces `from` to `to`, where asked behind the relu. */
// @ts-ignore: decorator
@inline
function blockGradients<T>(
  from: i32, to: i32, pieceExamples: i32, N: i32, C: i32, S: i32,
  x: usize, dy: usize, factors: usize, relu: i32, sums: usize,
): void {
  const channels = <usize>C * sizeof<T>(), stride = blockChannels * sizeof<T>();
  for (let piece = from; piece < to; piece++) {
    const first = sums + <usize>piece * (<usize>C << 4), second = first + (<usize>C << 3);
    memory.fill(first, 0, <usize>C << 4);
    const end = min(N, (piece + 1) * pieceExamples);
    let offset = <usize>(piece * pieceExamples) * <usize>S * channels;
    for (let n = piece * pieceExamples; n < end; n++) {
      for (let block: usize = 0; block < channels; block += stride) {
        for (let left = S; left > 0; left -= rowPlaces) {
          const places = min(left, rowPlaces);
          for (let part: usize = 0; part < stride; part += 32) {
            const c = block + part, at = factors + c, place = offset + part;
            const sum = first + sumOffset<T>(c), product = second + sumOffset<T>(c);
            if (relu) addGradients<T>(true, places, x + place, dy + place, at, channels, sum, product);
            else addGradients<T>(false, places, x + place, dy + place, at, channels, sum, product);
          }
          offset += <usize>places * stride;
        }
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function inputGradient<T>(
  rectifies: bool, places: i32, x: usize, dy: usize, factors: usize, row: usize, dx: usize,
): void {
  const m0 = v128.load(factors), m1 = v128.load(factors, 16);
  const a0 = v128.load(factors + row), a1 = v128.load(factors + row, 16);
  const b0 = v128.load(factors + 2 * row), b1 = v128.load(factors + 2 * row, 16);
  const s0 = v128.load(factors + 4 * row), s1 = v128.load(factors + 4 * row, 16);
  const c0 = v128.load(factors + 5 * row), c1 = v128.load(factors + 5 * row, 16);
  // unroll 2
  for (; places > 0; places--) {
    const d0 = v128.sub<T>(v128.load(x), m0), g0 = gatedBy<T>(rectifies, v128.load(dy), d0, a0, b0);
    v128.store(dx, v128.sub<T>(v128.sub<T>(v128.mul<T>(g0, a0), c0), v128.mul<T>(d0, s0)));
    const d1 = v128.sub<T>(v128.load(x, 16), m1), g1 = gatedBy<T>(rectifies, v128.load(dy, 16), d1, a1, b1);
    v128.store(dx, v128.sub<T>(v128.sub<T>(v128.mul<T>(g1, a1), c1), v128.mul<T>(d1, s1)), 16);
    x += blockChannels * sizeof<T>();
    dy += blockChannels * sizeof<T>();
    dx += blockChannels * sizeof<T>();
  }
}

/**
 * `dx = dy scale - (x - center) slope - constant` of the examples `from` to `to`, with dy where asked behind the relu of
 * `(x - center) scale + offset`.
 */
// @ts-ignore: decorator
@inline
function blockInputGradient<T>(
  from: i32, to: i32, C: i32, S: i32, x: usize, dy: usize, factors: usize, relu: i32, dx: usize,
): void {
  const channels = <usize>C * sizeof<T>(), stride = blockChannels * sizeof<T>();
  let offset = <usize>from * <usize>S * channels;
  for (let n = from; n < to; n++) {
    for (let block: usize = 0; block < channels; block += stride) {
      for (let left = S; left > 0; left -= rowPlaces) {
        const places = min(left, rowPlaces);
        for (let part: usize = 0; part < stride; part += 32) {
          const at = factors + block + part, place = offset + part;
          if (relu) inputGradient<T>(true, places, x + place, dy + place, at, channels, dx + place);
          else inputGradient<T>(false, places, x + place, dy + place, at, channels, dx + place);
        }
        offset += <usize>places * stride;
      }
    }
  }
}

export function blockDeviations_f32(
  from: i32, to: i32, pieceExamples: i32, N: i32, C: i32, S: i32, x: usize, factors: usize, sums: usize,
): void {
  blockDeviations<f32>(from, to, pieceExamples, N, C, S, x, factors, sums);
}

export function blockDeviations_f64(
  from: i32, to: i32, pieceExamples: i32, N: i32, C: i32, S: i32, x: usize, factors: usize, sums: usize,
): void {
  blockDeviations<f64>(from, to, pieceExamples, N, C, S, x, factors, sums);
}

export function blockNormalize_f32(
  from: i32, to: i32, C: i32, S: i32, x: usize, factors: usize, relu: i32, y: usize,
): void {
  blockNormalize<f32>(from, to, C, S, x, factors, relu, y);
}

export function blockNormalize_f64(
  from: i32, to: i32, C: i32, S: i32, x: usize, factors: usize, relu: i32, y: usize,
): void {
  blockNormalize<f64>(from, to, C, S, x, factors, relu, y);
}

export function blockGradients_f32(
  from: i32, to: i32, pieceExamples: i32, N: i32, C: i32, S: i32,
  x: usize, dy: usize, factors: usize, relu: i32, sums: usize,
): void {
  blockGradients<f32>(from, to, pieceExamples, N, C, S, x, dy, factors, relu, sums);
}

export function blockGradients_f64(
  from: i32, to: i32, pieceExamples: i32, N: i32, C: i32, S: i32,
  x: usize, dy: usize, factors: usize, relu: i32, sums: usize,
): void {
  blockGradients<f64>(from, to, pieceExamples, N, C, S, x, dy, factors, relu, sums);
}

export function blockInputGradient_f32(
  from: i32, to: i32, C: i32, S: i32, x: usize, dy: usize, factors: usize, relu: i32, dx: usize,
): void {
  blockInputGradient<f32>(from, to, C, S, x, dy, factors, relu, dx);
}

export function blockInputGradient_f64(
  from: i32, to: i32, C: i32, S: i32, x: usize, dy: usize, factors: usize, relu: i32, dx: usize,
): void {
  blockInputGradient<f64>(from, to, C, S, x, dy, factors, relu, dx);
}
