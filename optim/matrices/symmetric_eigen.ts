/**
 * Eigenvalues and eigenvectors of a symmetric matrix, by Householder's reduction and the QL method with implicit shifts.
 *
 * It allocates nothing and computes in 64 bits. Of a matrix that is not finite all results are NaN.
 *
 * @category Writing an optimizer
 * @param vectors The matrix, [n, n] in row-major order; afterwards its columns are the eigenvectors, of length 1.
 * @param values Takes the n eigenvalues, rising.
 * @param scratch n numbers of its own.
 *
 * @example A matrix with eigenvalues 1 and 3
 * ```ts
 * import { symmetricEigen } from "@descent/optim";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const vectors = new Float64Array([2, 1, 1, 2]), values = new Float64Array(2);
 * symmetricEigen(vectors, values, new Float64Array(2));
 * assertAlmostEquals(values[0], 1, 1e-15);
 * assertAlmostEquals(vectors[1] / vectors[3], 1, 1e-15);
 * ```
 */
export function symmetricEigen(
  vectors: Float64Array,
  values: Float64Array,
  scratch: Float64Array,
): void {
  const n = values.length;
  for (let place = 0; place < vectors.length; place++) {
    if (Number.isFinite(vectors[place])) continue;
    vectors.fill(NaN);
    values.fill(NaN);
    return;
  }
  if (n === 0) return;
  reduce(vectors, values, scratch, n);
  diagonalize(vectors, values, scratch, n);
}

/** Householder's reduction to a tridiagonal matrix: the diagonal in `d`, the one below it in `e`, the reflections in `v`. */
function reduce(v: Float64Array, d: Float64Array, e: Float64Array, n: number): void {
  for (let j = 0; j < n; j++) d[j] = v[(n - 1) * n + j];
  for (let i = n - 1; i > 0; i--) {
    let scale = 0, h = 0;
    for (let k = 0; k < i; k++) scale += Math.abs(d[k]);
    if (scale === 0) {
      e[i] = d[i - 1];
      for (let j = 0; j < i; j++) {
        d[j] = v[(i - 1) * n + j];
        v[i * n + j] = v[j * n + i] = 0;
      }
    } else {
      for (let k = 0; k < i; k++) h += (d[k] /= scale) ** 2;
      const f = d[i - 1], g = f > 0 ? -Math.sqrt(h) : Math.sqrt(h);
      e[i] = scale * g;
      h -= f * g;
      d[i - 1] = f - g;
      for (let j = 0; j < i; j++) e[j] = 0;
      for (let j = 0; j < i; j++) {
        const f = d[j];
        v[j * n + i] = f;
        let g = e[j] + v[j * n + j] * f;
        for (let k = j + 1; k < i; k++) {
          g += v[k * n + j] * d[k];
          e[k] += v[k * n + j] * f;
        }
        e[j] = g;
      }
      let product = 0;
      for (let j = 0; j < i; j++) product += (e[j] /= h) * d[j];
      const share = product / (h + h);
      for (let j = 0; j < i; j++) e[j] -= share * d[j];
      for (let j = 0; j < i; j++) {
        const f = d[j], g = e[j];
        for (let k = j; k < i; k++) v[k * n + j] -= f * e[k] + g * d[k];
        d[j] = v[(i - 1) * n + j];
        v[i * n + j] = 0;
      }
    }
    d[i] = h;
  }
  for (let i = 0; i < n - 1; i++) {
    v[(n - 1) * n + i] = v[i * n + i];
    v[i * n + i] = 1;
    const h = d[i + 1];
    if (h !== 0) {
      for (let k = 0; k <= i; k++) d[k] = v[k * n + i + 1] / h;
      for (let j = 0; j <= i; j++) {
        let g = 0;
        for (let k = 0; k <= i; k++) g += v[k * n + i + 1] * v[k * n + j];
        for (let k = 0; k <= i; k++) v[k * n + j] -= g * d[k];
      }
    }
    for (let k = 0; k <= i; k++) v[k * n + i + 1] = 0;
  }
  for (let j = 0; j < n; j++) {
    d[j] = v[(n - 1) * n + j];
    v[(n - 1) * n + j] = 0;
  }
  v[n * n - 1] = 1;
  e[0] = 0;
}

/** The QL method on the tridiagonal matrix, which rotates the vectors along and sorts in the end. */
function diagonalize(v: Float64Array, d: Float64Array, e: Float64Array, n: number): void {
  for (let i = 1; i < n; i++) e[i - 1] = e[i];
  e[n - 1] = 0;
  let shift = 0, largest = 0;
  for (let l = 0; l < n; l++) {
    largest = Math.max(largest, Math.abs(d[l]) + Math.abs(e[l]));
    let m = l;
    while (m < n - 1 && Math.abs(e[m]) > Number.EPSILON * largest) m++;
    for (
      let rounds = 0;
      m > l && (rounds === 0 || Math.abs(e[l]) > Number.EPSILON * largest);
      rounds++
    ) {
      if (rounds > 100) break;
      const first = d[l];
      let p = (d[l + 1] - first) / (2 * e[l]);
      let r = p < 0 ? -Math.hypot(p, 1) : Math.hypot(p, 1);
      d[l] = e[l] / (p + r);
      d[l + 1] = e[l] * (p + r);
      const next = d[l + 1], change = first - d[l], beyond = e[l + 1];
      for (let i = l + 2; i < n; i++) d[i] -= change;
      shift += change;
      p = d[m];
      let c = 1, c2 = 1, c3 = 1, s = 0, s2 = 0;
      for (let i = m - 1; i >= l; i--) {
        c3 = c2;
        c2 = c;
        s2 = s;
        const g = c * e[i], h = c * p;
        r = Math.hypot(p, e[i]);
        e[i + 1] = s * r;
        s = e[i] / r;
        c = p / r;
        p = c * d[i] - s * g;
        d[i + 1] = h + s * (c * g + s * d[i]);
        for (let k = 0; k < n; k++) {
          const place = k * n + i, h = v[place + 1];
          v[place + 1] = s * v[place] + c * h;
          v[place] = c * v[place] - s * h;
        }
      }
      p = -s * s2 * c3 * beyond * e[l] / next;
      e[l] = s * p;
      d[l] = c * p;
    }
    d[l] += shift;
    e[l] = 0;
  }
  for (let i = 0; i < n - 1; i++) {
    let least = i;
    for (let j = i + 1; j < n; j++) if (d[j] < d[least]) least = j;
    if (least === i) continue;
    const value = d[i];
    d[i] = d[least];
    d[least] = value;
    for (let k = 0; k < n; k++) {
      const entry = v[k * n + i];
      v[k * n + i] = v[k * n + least];
      v[k * n + least] = entry;
    }
  }
}
