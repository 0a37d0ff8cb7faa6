/**
 * Tensors on kernel memory, kernels, random numbers and gradient checking.
 *
 * @module
 */
export * from "./checking/numeric_gradient.ts";
export * from "./checking/relative_error.ts";
export * from "./convolution/convolution.ts";
export * from "./dropout_mask.ts";
export * from "./gather_images.ts";
export * from "./kernels/kernel_table.ts";
export * from "./matmul.ts";
export * from "./memory/arena.ts";
export * from "./types/dtype.ts";
export * from "./memory/engine.ts";
export * from "./memory/parameter.ts";
export * from "./types/shape.ts";
export * from "./memory/tensor.ts";
export * from "./fused_multiply_add.ts";
export * from "./multiply_adds.ts";
export * from "./normalization/normalization.ts";
export * from "./pointwise/condition.ts";
export * from "./pointwise/expression.ts";
export * from "./pointwise/node.ts";
export * from "./pointwise/pointwise.ts";
export * from "./pointwise/pointwise_kernel.ts";
export * from "./pointwise/pointwise_pass.ts";
export * from "./pooling/average_pooling.ts";
export * from "./pooling/maximum_pooling.ts";
export * from "./random/philox.ts";
export * from "./random/random_stream.ts";
export * from "./reductions/absolute_sum.ts";
export * from "./reductions/channel_sums.ts";
export * from "./reductions/column_sums.ts";
export * from "./reductions/relu_column_sums.ts";
export * from "./reductions/squared_sum.ts";
export * from "./reductions/sum.ts";
export * from "./rows/argmax_rows.ts";
export * from "./rows/count_correct.ts";
export * from "./rows/cross_entropy.ts";
export * from "./rows/gather_rows.ts";
export * from "./rows/join_rows.ts";
export * from "./rows/log_softmax_rows.ts";
export * from "./rows/multiclass_hinge_rows.ts";
export * from "./rows/scatter_add_rows.ts";
export * from "./rows/softmax_rows.ts";
export * from "./threads/thread_pool.ts";
export * from "./windows/window_shape.ts";
