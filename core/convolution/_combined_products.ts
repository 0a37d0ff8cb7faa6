import type { ConvolutionProducts } from "./_convolution_products.ts";

/** Convolutions of one and gradients of another. */
export function combinedProducts(
  convolving: ConvolutionProducts,
  differentiating: ConvolutionProducts,
): ConvolutionProducts {
  return {
    convolve: convolving.convolve.bind(convolving),
    gradient: differentiating.gradient.bind(differentiating),
  };
}
