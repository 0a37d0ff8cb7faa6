export * from "./gemm";
export * from "./math";
export * from "./reduce";
export * from "./gather";
export * from "./softmax";
export * from "./epilogue";
export * from "./convolution";
export * from "./convolution_gradient";
