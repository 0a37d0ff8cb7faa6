import type { ProductsOptions } from "./_convolution_products.ts";
import { frequencies, tileExtent } from "./_winograd_plan.ts";

/** Time that the transforms of a channel of a tile take, in multiplications, as measured where both ways take about as long. */
const transformCost = 250;
/** How much fewer the multiplications have to be. */
const worthwhile = 1.1;

/** Whether Winograd's F(4x4, 3x3) can convolve the shape, and faster than the plain sum. */
export function isWorthWinograd(
  { batch, dtype, shape, output: [rows, columns], imageProducts }: ProductsOptions,
): boolean {
  const { window: { kernel, stride, dilation, padding }, channels, filters, groups } = shape;
  const fits = batch > 0 && groups === 1 && kernel.every((extent) => extent === 3) &&
    [...stride, ...dilation].every((step) => step === 1) && padding.every((zeros) => zeros <= 2);
  if (!fits) return false;
  const lanes = dtype === "f32" ? 4 : 2;
  const inputs = wholeMultiple(channels, lanes), outputs = wholeMultiple(filters, 2 * lanes);
  const tiles = Math.ceil(rows / tileExtent) * Math.ceil(columns / tileExtent);
  const tileCost = frequencies * channels * outputs + transformCost * (inputs + outputs);
  return imageProducts >= worthwhile * tiles * tileCost;
}

function wholeMultiple(count: number, of: number): number {
  return Math.ceil(count / of) * of;
}
