import { allPlanes } from "../types/image_layout.ts";
import type { ConvolutionProducts, ProductsOptions } from "./_convolution_products.ts";
import { combinedProducts } from "./_combined_products.ts";
import { DirectProducts } from "./_direct_products.ts";
import { LibraryProducts } from "./_library_products.ts";
import { NativeProducts } from "./_native_products.ts";
import { isWorthWinograd } from "./_is_worth_winograd.ts";
import { SpanningProducts } from "./_spanning_products.ts";
import { WinogradProducts } from "./_winograd_products.ts";

/** Rows of filters below which a native product is mostly overhead, as in a depthwise convolution. */
const worthNativeRows = 4;
/** Multiplications of one image below which calls and the layout of patches outweigh a faster product. */
const worthNativeProducts = 50_000;

/**
 * As a plain product, by the native library or by Winograd's way, where that can be and pays, which the shape alone decides.
 * Images in blocks are the library's.
 */
export function chooseProducts(options: ProductsOptions): ConvolutionProducts {
  const { arena: { engine: { matmul } }, dtype, forward, imageProducts, shape } = options;
  if (shape.layouts?.input === "blocks") return libraryProducts(options);
  if (SpanningProducts.fits(options)) return new SpanningProducts(options);
  if (!matmul.isNative[dtype] || imageProducts < worthNativeProducts) {
    return ownProducts(options);
  }
  const isProduct = isPointwise(options);
  const library = LibraryProducts.plan(isProduct ? inPlanes(options) : options);
  if (library !== undefined) {
    // The gradient's operands lie a power of two apart, which a product of long rows suffers from.
    return isProduct ? combinedProducts(new NativeProducts(options), library) : library;
  }
  return forward.groupRows >= worthNativeRows
    ? new NativeProducts(options)
    : new DirectProducts(options);
}

function libraryProducts(options: ProductsOptions): LibraryProducts {
  const library = LibraryProducts.plan(options);
  if (library !== undefined) return library;
  throw new RangeError(
    "Convolution: expected a native library that convolves images in blocks, got none; leave them in planes",
  );
}

function inPlanes(options: ProductsOptions): ProductsOptions {
  return { ...options, shape: { ...options.shape, layouts: allPlanes } };
}

function ownProducts(options: ProductsOptions): ConvolutionProducts {
  const { convolution } = options.arena.engine;
  return convolution === "auto" && isWorthWinograd(options)
    ? new WinogradProducts(options)
    : new DirectProducts(options);
}

/** Whether an image is its own patches, so that a product needs no other layout, as a library's convolution does. */
function isPointwise({ shape: { groups, window } }: ProductsOptions): boolean {
  const { kernel, stride, padding } = window;
  return groups === 1 && [...kernel, ...stride].every((extent) => extent === 1) &&
    padding.every((extent) => extent === 0);
}
