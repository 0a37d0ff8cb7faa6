// The columns of a square f64 matrix made orthonormal by Gram and Schmidt's modified method.
//
// Every inner product has four sums, which do not wait for each other, and belongs to one column alone. So a column gets
// the same bits whether those before it are taken out of it alone or out of four columns at a time, which reads them once.

/** Columns that are taken together. */
const width: i32 = 4;

/** Inner products of four columns with the next of those that are taken out of them. Globals are each thread's own. */
let product0: f64 = 0;
let product1: f64 = 0;
let product2: f64 = 0;
let product3: f64 = 0;

/** `(s0 + s1) + (s2 + s3)`, where what is left past whole vectors belongs to the first. */
// @ts-ignore: decorator
@inline
function addSums(even: v128, odd: v128, rest: f64): f64 {
  return (rest + f64x2.extract_lane(even, 1)) + (f64x2.extract_lane(odd, 0) + f64x2.extract_lane(odd, 1));
}

function dot(n: i32, a: usize, b: usize): f64 {
  let even = f64x2.splat(0), odd = even;
  for (; n >= 4; n -= 4) {
    even = f64x2.add(even, f64x2.mul(v128.load(a), v128.load(b)));
    odd = f64x2.add(odd, f64x2.mul(v128.load(a, 16), v128.load(b, 16)));
    a += 32;
    b += 32;
  }
  let rest = f64x2.extract_lane(even, 0);
  for (; n > 0; n--) {
    rest += load<f64>(a) * load<f64>(b);
    a += 8;
    b += 8;
  }
  return addSums(even, odd, rest);
}

function length(n: i32, at: usize): f64 {
  let squares: f64 = 0;
  for (; n > 0; n--) {
    const x = load<f64>(at);
    squares += x * x;
    at += 8;
  }
  return Math.sqrt(squares);
}

/** Takes a multiple of column a from b, and in the same pass computes the product of the column after a with it. */
function subtract(n: i32, product: f64, a: usize, b: usize): f64 {
  let next = a + (<usize>n << 3);
  const factor = f64x2.splat(product);
  let even = f64x2.splat(0), odd = even;
  for (; n >= 4; n -= 4) {
    const x = f64x2.sub(v128.load(b), f64x2.mul(factor, v128.load(a)));
    const y = f64x2.sub(v128.load(b, 16), f64x2.mul(factor, v128.load(a, 16)));
    v128.store(b, x);
    v128.store(b, y, 16);
    even = f64x2.add(even, f64x2.mul(v128.load(next), x));
    odd = f64x2.add(odd, f64x2.mul(v128.load(next, 16), y));
    a += 32;
    b += 32;
    next += 32;
  }
  let rest = f64x2.extract_lane(even, 0);
  for (; n > 0; n--) {
    const x = load<f64>(b) - product * load<f64>(a);
    store<f64>(b, x);
    rest += load<f64>(next) * x;
    a += 8;
    b += 8;
    next += 8;
  }
  return addSums(even, odd, rest);
}

/** The same for four neighbouring columns from b on, with the products in the globals. */
function subtractFour(n: i32, a: usize, b: usize): void {
  const column = <usize>n << 3;
  let next = a + column, b1 = b + column, b2 = b1 + column, b3 = b2 + column;
  const p0 = product0, p1 = product1, p2 = product2, p3 = product3;
  const f0 = f64x2.splat(p0), f1 = f64x2.splat(p1), f2 = f64x2.splat(p2), f3 = f64x2.splat(p3);
  let even0 = f64x2.splat(0), even1 = even0, even2 = even0, even3 = even0;
  let odd0 = even0, odd1 = even0, odd2 = even0, odd3 = even0;
  for (; n >= 4; n -= 4) {
    let q = v128.load(a), r = v128.load(next);
    let x = f64x2.sub(v128.load(b), f64x2.mul(f0, q)); v128.store(b, x); even0 = f64x2.add(even0, f64x2.mul(r, x));
    x = f64x2.sub(v128.load(b1), f64x2.mul(f1, q)); v128.store(b1, x); even1 = f64x2.add(even1, f64x2.mul(r, x));
    x = f64x2.sub(v128.load(b2), f64x2.mul(f2, q)); v128.store(b2, x); even2 = f64x2.add(even2, f64x2.mul(r, x));
    x = f64x2.sub(v128.load(b3), f64x2.mul(f3, q)); v128.store(b3, x); even3 = f64x2.add(even3, f64x2.mul(r, x));
    q = v128.load(a, 16); r = v128.load(next, 16);
    x = f64x2.sub(v128.load(b, 16), f64x2.mul(f0, q)); v128.store(b, x, 16); odd0 = f64x2.add(odd0, f64x2.mul(r, x));
    x = f64x2.sub(v128.load(b1, 16), f64x2.mul(f1, q)); v128.store(b1, x, 16); odd1 = f64x2.add(odd1, f64x2.mul(r, x));
    x = f64x2.sub(v128.load(b2, 16), f64x2.mul(f2, q)); v128.store(b2, x, 16); odd2 = f64x2.add(odd2, f64x2.mul(r, x));
    x = f64x2.sub(v128.load(b3, 16), f64x2.mul(f3, q)); v128.store(b3, x, 16); odd3 = f64x2.add(odd3, f64x2.mul(r, x));
    a += 32; next += 32; b += 32; b1 += 32; b2 += 32; b3 += 32;
  }
  let rest0 = f64x2.extract_lane(even0, 0), rest1 = f64x2.extract_lane(even1, 0);
  let rest2 = f64x2.extract_lane(even2, 0), rest3 = f64x2.extract_lane(even3, 0);
  for (; n > 0; n--) {
    const q = load<f64>(a), r = load<f64>(next);
    let x = load<f64>(b) - p0 * q; store<f64>(b, x); rest0 += r * x;
    x = load<f64>(b1) - p1 * q; store<f64>(b1, x); rest1 += r * x;
    x = load<f64>(b2) - p2 * q; store<f64>(b2, x); rest2 += r * x;
    x = load<f64>(b3) - p3 * q; store<f64>(b3, x); rest3 += r * x;
    a += 8; next += 8; b += 8; b1 += 8; b2 += 8; b3 += 8;
  }
  product0 = addSums(even0, odd0, rest0);
  product1 = addSums(even1, odd1, rest1);
  product2 = addSums(even2, odd2, rest2);
  product3 = addSums(even3, odd3, rest3);
}

/** Takes the columns 0 to `count` - 1 out of the next four. */
function subtractFromFour(n: i32, columns: usize, count: i32): void {
  const column = <usize>n << 3, b = columns + <usize>count * column;
  product0 = dot(n, columns, b);
  product1 = dot(n, columns, b + column);
  product2 = dot(n, columns, b + 2 * column);
  product3 = dot(n, columns, b + 3 * column);
  for (let i = 0; i < count; i++) subtractFour(n, columns + <usize>i * column, b);
}

/**
 * Makes the n columns, one after another in memory, orthonormal in their order. A column of which nothing but rounding is
 * left becomes a direction that none of those before has.
 *
 * `lengths` takes four numbers.
 */
export function orthonormalize(n: i32, columns: usize, lengths: usize): void {
  const column = <usize>n << 3;
  // Columns from `start` to `end` are taken together; the first `taken` columns are out of them.
  let start = 0, end = 0, taken = 0;
  // An axis that once had nothing left, or has become a column, lies in what the columns span, and stays there.
  let tried = 0;
  for (let j = 0; j < n; j++) {
    const at = columns + <usize>j * column;
    if (j == end) {
      start = j;
      taken = j + width <= n ? j : 0;
      end = taken > 0 ? j + width : j + 1;
      for (let each = start; each < end; each++) {
        store<f64>(lengths + (<usize>(each - start) << 3), length(n, columns + <usize>each * column));
      }
      if (taken > 0) subtractFromFour(n, columns, taken);
    }
    let before = load<f64>(lengths + (<usize>(j - start) << 3));
    let first = taken;
    for (let round = 0; round < 4 + n; round++) {
      let product = j > first ? dot(n, columns + <usize>first * column, at) : 0;
      for (let i = first; i < j; i++) product = subtract(n, product, columns + <usize>i * column, at);
      first = 0;
      const after = length(n, at);
      // Nothing but rounding is left of it: another direction.
      if (!(after > 1e-14 * before) && after == after && tried < n) {
        for (let k = 0; k < n; k++) store<f64>(at + (<usize>k << 3), k == tried ? 1 : 0);
        tried += 1;
        before = 1;
        continue;
      }
      for (let k = 0; k < n; k++) {
        const place = at + (<usize>k << 3);
        store<f64>(place, load<f64>(place) / after);
      }
      if (after > 0.5 * before) break;
      before = 1;
    }
  }
}
