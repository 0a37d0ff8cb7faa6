/**
 * Layers, losses, initializers and the networks that hold them.
 *
 * @module
 */
export * from "./layer.ts";
export * from "./loss.ts";
