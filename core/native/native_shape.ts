import type { ImageLayout, ImageLayouts } from "../types/image_layout.ts";
import type { WindowShape } from "../windows/window_shape.ts";

/** A convolution's shapes. */
export interface NativeShape {
  /** Kernel, stride, dilation and padding. */
  readonly window: WindowShape;
  /** Channels of the images. */
  readonly channels: number;
  /** Filters, that is channels of the output. */
  readonly filters: number;
  /** Groups of channels that are convolved apart. */
  readonly groups: number;
  /** Whether filters of 3 by 3 may go by Winograd's way. */
  readonly winograd: boolean;
  /** How images and outputs lie. */
  readonly layouts: ImageLayouts;
}

/** Which of a convolution's two ways over images: from input to output, or from the output's gradient to the input's. */
export const convolutionWays = { forward: 0, transposed: 1 } as const;

/** Words that a shape takes in kernel memory. */
export const nativeShapeWords = 20;

/** A shape as the words that every thread reads it from. */
export function wordsOfShape(
  { window, channels, filters, groups, winograd, layouts }: NativeShape,
): number[] {
  const { image, kernel, stride, dilation, padding, output } = window;
  const pairs = [image, kernel, stride, dilation, output];
  const flags = [winograd, layouts.input === "blocks", layouts.output === "blocks"].map(Number);
  return [channels, filters, groups, ...pairs.flat(), ...padding, ...flags];
}

/** The shape that such words stand for. */
export function shapeOfWords(words: Int32Array): NativeShape {
  const pair = (at: number) => [words[at], words[at + 1]] as const;
  const layout = (at: number): ImageLayout => words[at] === 1 ? "blocks" : "planes";
  return {
    channels: words[0],
    filters: words[1],
    groups: words[2],
    winograd: words[17] === 1,
    layouts: { input: layout(18), output: layout(19) },
    window: {
      image: pair(3),
      kernel: pair(5),
      stride: pair(7),
      dilation: pair(9),
      output: pair(11),
      padding: [...pair(13), ...pair(15)] as const,
    },
  };
}
