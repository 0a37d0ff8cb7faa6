/** Makes the largest element of a gradient wrong by 1 %: a check that lets this pass checks nothing. */
export function spoilGradient(gradient: Float32Array | Float64Array): void {
  const sizes = Array.from(gradient, Math.abs);
  gradient[sizes.indexOf(Math.max(...sizes))] *= 1.01;
}
