/**
 * How the channels of images [N, C, H, W] lie in memory: `"planes"`, one after the other, as all tensors have them, or
 * `"blocks"`, the values of {@linkcode blockChannels} channels side by side at each place, [N, C / 16, H, W, 16], as a
 * native library's convolutions compute them (`nChw16c` in oneDNN).
 *
 * @category Images
 */
export type ImageLayout = "planes" | "blocks";

/**
 * Layouts of the images that an operation reads and of those that it gives, each with its gradient.
 *
 * @category Images
 */
export interface ImageLayouts {
  /** Of the input and its gradient. */
  readonly input: ImageLayout;
  /** Of the output and its gradient. */
  readonly output: ImageLayout;
}

/**
 * Channels of a block.
 *
 * @category Images
 */
export const blockChannels = 16;

/**
 * The layouts of everything that knows only planes.
 *
 * @category Images
 */
export const allPlanes: ImageLayouts = { input: "planes", output: "planes" };
