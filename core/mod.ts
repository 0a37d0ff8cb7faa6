/**
 * Tensors on kernel memory, kernels, random numbers and gradient checking.
 *
 * @module
 */
export * from "./absolute_sum.ts";
export * from "./arena.ts";
export * from "./argmax_rows.ts";
export * from "./channel_sums.ts";
export * from "./column_sums.ts";
export * from "./convolution/convolution.ts";
export * from "./count_correct.ts";
export * from "./cross_entropy.ts";
export * from "./dropout_mask.ts";
export * from "./dtype.ts";
export * from "./engine.ts";
export * from "./gather_images.ts";
export * from "./kernels/kernel_table.ts";
export * from "./log_softmax_rows.ts";
export * from "./matmul.ts";
export * from "./multiclass_hinge.ts";
export * from "./multiply_adds.ts";
export * from "./normalization/normalization.ts";
export * from "./numeric_gradient.ts";
export * from "./parameter.ts";
export * from "./philox.ts";
export * from "./pointwise/condition.ts";
export * from "./pointwise/expression.ts";
export * from "./pointwise/node.ts";
export * from "./pointwise/pointwise.ts";
export * from "./pointwise/pointwise_kernel.ts";
export * from "./pointwise/pointwise_pass.ts";
export * from "./pooling/average_pooling.ts";
export * from "./pooling/maximum_pooling.ts";
export * from "./random_stream.ts";
export * from "./relative_error.ts";
export * from "./relu_column_sums.ts";
export * from "./rows/gather_rows.ts";
export * from "./rows/join_rows.ts";
export * from "./rows/scatter_add_rows.ts";
export * from "./shape.ts";
export * from "./softmax_rows.ts";
export * from "./squared_sum.ts";
export * from "./sum.ts";
export * from "./tensor.ts";
export * from "./threads/thread_pool.ts";
export * from "./window_shape.ts";
