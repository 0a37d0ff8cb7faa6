import type { ImageLayout, Tensor } from "@descent/core";

/**
 * Which way a layer runs.
 *
 * @category Writing a layer
 */
export type Pass = "forward" | "backward";

/**
 * Observer of a network's parts, told when each begins and ends; parts of a container do so within it.
 *
 * @category Writing a layer
 */
export interface LayerObserver {
  /**
   * A part begins.
   *
   * @param path The layer's path, such as `block1/conv1`, or `loss` or `penalty`.
   * @param pass Which way it runs.
   */
  enter(path: string, pass: Pass): void;
  /**
   * The part that began last ends.
   *
   * @param output What it gave, of a layer that ran forward; the next pass overwrites it.
   * @param layout How that lies; default in planes.
   */
  leave(output?: Tensor, layout?: ImageLayout): void;
}
