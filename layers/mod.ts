/**
 * Layers, losses, initializers and the networks that hold them.
 *
 * @module
 */
export * from "./activations/elu.ts";
export * from "./activations/gelu.ts";
export * from "./activations/leaky_relu.ts";
export * from "./activations/log_softmax.ts";
export * from "./activations/selu.ts";
export * from "./activations/sigmoid.ts";
export * from "./activations/silu.ts";
export * from "./activations/softmax.ts";
export * from "./activations/softplus.ts";
export * from "./activations/tanh.ts";
export * from "./affine.ts";
export * from "./catalogue.ts";
export * from "./composition/parallel.ts";
export * from "./composition/residual.ts";
export * from "./dropout.ts";
export * from "./embedding.ts";
export * from "./flatten.ts";
export * from "./gradient_checks/gradient_error.ts";
export * from "./gradient_checks/layer_gradient_errors.ts";
export * from "./gradient_checks/loss_gradient_errors.ts";
export * from "./gradient_checks/penalty_gradient_errors.ts";
export * from "./initializers/constant.ts";
export * from "./initializers/glorot.ts";
export * from "./initializers/he.ts";
export * from "./initializers/initializer.ts";
export * from "./initializers/normal.ts";
export * from "./l1_penalty.ts";
export * from "./l2_penalty.ts";
export * from "./layer.ts";
export * from "./layer_observer.ts";
export * from "./loss.ts";
export * from "./losses/binary_cross_entropy.ts";
export * from "./losses/huber.ts";
export * from "./losses/mean_squared_error.ts";
export * from "./losses/multiclass_hinge.ts";
export * from "./network.ts";
export * from "./networks/fully_connected_net.ts";
export * from "./networks/two_layer_net.ts";
export * from "./pad2d.ts";
export * from "./penalty.ts";
export * from "./relu.ts";
export * from "./reshape.ts";
export * from "./sequential.ts";
export * from "./softmax_cross_entropy.ts";
