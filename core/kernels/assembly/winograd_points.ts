// The points of F(4x4, 3x3): 0, ±a, ±b and infinity.
//
// With 3/4 and 3/2 a convolution of f32 is off by about 1e-6 of the largest output, less than half of what 1 and 2 give,
// and all factors but those of filters are exact.

export const a: f64 = 0.75, b: f64 = 1.5;
export const a2: f64 = a * a, b2: f64 = b * b;
/** One over the product of a point's distances to the others. */
export const zeroScale: f64 = 1 / (a2 * b2), aScale: f64 = 1 / (2 * a2 * (a2 - b2)), bScale: f64 = 1 / (2 * b2 * (b2 - a2));
