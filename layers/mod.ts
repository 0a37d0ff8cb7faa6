/**
 * Layers, losses, initializers and the networks that hold them.
 *
 * @module
 */
export * from "./affine.ts";
export * from "./catalogue.ts";
export * from "./composition/parallel.ts";
export * from "./composition/residual.ts";
export * from "./flatten.ts";
export * from "./gradient_checks/gradient_error.ts";
export * from "./gradient_checks/layer_gradient_errors.ts";
export * from "./gradient_checks/loss_gradient_errors.ts";
export * from "./initializers/constant.ts";
export * from "./initializers/glorot.ts";
export * from "./initializers/he.ts";
export * from "./initializers/initializer.ts";
export * from "./initializers/normal.ts";
export * from "./l2_penalty.ts";
export * from "./layer.ts";
export * from "./loss.ts";
export * from "./network.ts";
export * from "./networks/fully_connected_net.ts";
export * from "./networks/two_layer_net.ts";
export * from "./penalty.ts";
export * from "./relu.ts";
export * from "./sequential.ts";
export * from "./softmax_cross_entropy.ts";
