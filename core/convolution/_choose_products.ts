import type { ConvolutionProducts, ProductsOptions } from "./_convolution_products.ts";
import { DirectProducts } from "./_direct_products.ts";
import { LibraryProducts } from "./_library_products.ts";
import { NativeProducts } from "./_native_products.ts";

/** Rows of filters below which a native product is mostly overhead, as in a depthwise convolution. */
const worthNativeRows = 4;
/** Multiplications of one image below which calls and the layout of patches outweigh a faster product. */
const worthNativeProducts = 50_000;

/** By the native library where the engine has one and it pays, which the shape alone decides. */
export function chooseProducts(options: ProductsOptions): ConvolutionProducts {
  const { arena: { engine: { matmul } }, dtype, forward, imageProducts } = options;
  if (!matmul.isNative[dtype] || imageProducts < worthNativeProducts) {
    return new DirectProducts(options);
  }
  return LibraryProducts.plan(options) ??
    (forward.groupRows >= worthNativeRows
      ? new NativeProducts(options)
      : new DirectProducts(options));
}
